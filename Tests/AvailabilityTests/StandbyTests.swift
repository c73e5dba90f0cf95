import TestSupport
import Testing

extension AvailabilityTests {
    /// Questions to a server that only reads.
    struct StandbyTests {
        private static func annals(
            _ words: String, _ pair: ServerPair, _ variables: String = ""
        ) throws -> String {
            try shell(
                """
                cd '\(Program.checkout)'
                ANNALS_DATABASE_URL='\(pair.url)' ANNALS_KEY_FOLDER='\(pair.folder)/keys' \(variables) \
                '\(try Program.path("annals"))' \(words)
                """)
        }

        /// A pair whose standby has everything that the sample's has.
        private static func withSample(_ body: (ServerPair) async throws -> Void) async throws {
            try await ServerPair.with(isSynchronous: false) { pair in
                try shell("mkdir -m 700 '\(pair.folder)/keys'")
                _ = try annals("key create log.example/standby", pair)
                _ = try annals("record deploy/samples/innotron.yaml", pair)
                _ = try annals(
                    "ingest edgar-submissions --file deploy/samples/edgar/apple-submissions.json",
                    pair)
                _ = try annals("project", pair)
                _ = try annals("checkpoint", pair)
                try await body(pair)
            }
        }

        private static let questions = [
            "timeline innotron", "timeline innotron --as-of 2024-05-01", "log", "show innotron/F9",
            "filings 320193", "milestones innotron", "overdue", "why innotron/F12 date",
            "blame innotron", "diff innotron --from 2025-10-01 --to 2025-11-01", "conflicts",
            "chain innotron/F9", "graph innotron", "sum innotron", "page innotron", "find 睿力",
            "runs", "verify --format json | sed 's/[0-9.]* s/S/'", "prove F9 2>&1 || prove 1",
            "doctor | grep -v server",
            "digest",

            "token list",
            "timeline innotron --format html", "timeline innotron --format ics", "parts 1",
        ]

        @Test func `every question is answered by a standby as by the primary`() async throws {
            try await Self.withSample { pair in
                let now = "ANNALS_NOW=2026-11-01T12:00:00Z"
                try pair.waitUntilStandbyHas(
                    Int64(
                        try pair.primary.query(
                            "SELECT position FROM annals.head", database: "annals"
                        ).dropLast()) ?? 0)
                for question in Self.questions {
                    let expected = try Self.annals(question, pair, now)
                    let answer = try Self.annals(
                        question, pair, now + " ANNALS_DATABASE_URL='\(pair.standby.url())'")
                    #expect(answer == expected, "annals \(question)")
                }
            }
        }

        @Test func `what somebody has recorded is in what is asked next, also of a late standby`()
            async throws
        {
            try await Self.withSample { pair in
                try pair.standby.query("ALTER SYSTEM SET recovery_min_apply_delay = '400ms'")
                try pair.standby.query("SELECT pg_reload_conf()")
                let reading = "ANNALS_READ_URL='\(pair.standby.url())'"
                for number in 1...3 {
                    try Self.claim(number, pair)
                    _ = try Self.annals("record '\(pair.folder)/claim.json'", pair)
                    let answer = try Self.annals("timeline acme", pair, reading)
                    #expect(answer.contains("Row \(number)"))
                }
                // Without a primary the standby answers all the same, and says what that means.
                try pair.primary.kill()
                let answer = try Self.annals("timeline acme", pair, reading + " ANNALS_POOLED_URL=")
                #expect(answer.contains("Row 3") && answer.contains("primary cannot be reached"))
            }
        }

        private static func claim(_ number: Int, _ pair: ServerPair) throws {
            try shell(
                """
                echo '{"company":"acme","id":"R\(number)","kind":"contract","title":"Row \(number)",\
                "date":"2024-06-01","source":"Acme Gazette"}' > '\(pair.folder)/claim.json'
                """)
        }

        @Test func `the service answers from standbys what was written through it before`()
            async throws
        {
            try await Self.withSample { pair in
                try pair.standby.query("ALTER SYSTEM SET recovery_min_apply_delay = '300ms'")
                try pair.standby.query("SELECT pg_reload_conf()")
                let token =
                    try Self.annals("token create press --role recorder", pair)
                    .split(separator: "\n").first { $0.hasPrefix("annals_") } ?? ""
                let writing = try Service(pair)
                defer { writing.stop() }
                let other = try Service(pair)
                defer { other.stop() }
                for number in 1...3 {
                    try Self.claim(number, pair)
                    let head = try shell(
                        """
                        curl -sS -i -H 'Authorization: Bearer \(token)' \
                        -H 'Content-Type: application/json' \
                        --data-binary '@\(pair.folder)/claim.json' '\(writing.address)/claims'
                        """)
                    try #require(head.contains("201"), "\(head)")
                    let position = try #require(
                        head.firstMatch(of: /annals-lsn: ([0-9A-F]+\/[0-9A-F]+)/.ignoresCase())?.1)
                    let events = "/companies/acme/events?limit=1000"
                    #expect(
                        try shell("curl -sS '\(writing.address)\(events)'").contains(
                            "\"R\(number)\""))
                    #expect(
                        try shell(
                            """
                            curl -sS -H 'Annals-After-LSN: \(position)' '\(other.address)\(events)'
                            """
                        ).contains("Row \(number)"))
                }
                let wrong = try shell(
                    "curl -sS -H 'Annals-After-LSN: soon' '\(other.address)/companies'")
                #expect(wrong.contains("Annals-After-LSN"))
            }
        }
    }
}

/// `annalsd` whose questions go to a pair's standby.
private struct Service {
    let address: String
    private let process: String

    init(_ pair: ServerPair) throws {
        let log = "\(pair.folder)/service-\(UInt64.random(in: 0...UInt64.max))"
        let words = try shell(
            """
            ANNALS_DATABASE_URL='\(pair.url)' ANNALS_READ_URL='\(pair.standby.url())' \
            ANNALS_KEY_FOLDER='\(pair.folder)/keys' \
            '\(try Program.path("annalsd"))' --listen 127.0.0.1:0 > '\(log)' 2> '\(log).err' &
            process=$!
            for _ in $(seq 400); do
                [ -s '\(log)' ] && { echo "$process $(head -n 1 '\(log)')"; exit 0; }
                kill -0 $process || break
                sleep 0.05
            done; cat '\(log).err'; exit 1
            """
        ).split { " \n".contains($0) }
        process = String(words[0])
        address = String(words[1].dropLast())
    }

    func stop() {
        _ = try? shell("kill \(process); while kill -0 \(process) 2>/dev/null; do sleep 0.05; done")
    }
}

import CanonicalJSON
import Foundation
import TestSupport
import Testing

/// `kill -9` at random moments of a quarter's reading, then one run to the end.
@Suite struct KilledIngestTests {
    private static let isLong = ProcessInfo.processInfo.environment["ANNALS_LONG_TESTS"] == "1"

    /// The real quarter in the long form, a small one of its shape otherwise.
    private static func quarter() throws -> (path: String, isOurs: Bool) {
        let corpus = ProcessInfo.processInfo.environment["ANNALS_CORPUS"] ?? ""
        let real = corpus + "/edgar/index/master.2020QTR1.gz"
        if isLong, FileManager.default.fileExists(atPath: real) { return (real, false) }
        var text = """
            Description:           Master Index of EDGAR Dissemination Feed
            Last Data Received:    March 31, 2020

            CIK|Company Name|Form Type|Date Filed|Filename
            --------------------------------------------------------------------------------

            """
        for number in 0..<12_000 {
            let cik = 1_000_000 + number / 4
            let serial = String(1_000_000 + number).dropFirst()
            text +=
                "\(cik)|COMPANY \(cik)|8-K|2020-01-03|edgar/data/\(cik)/0001999990-20-\(serial).txt\n"
        }
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("annals-kill-\(UUID().uuidString).idx").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return (path, true)
    }

    @Test func `killed again and again and then left alone, a run leaves what one run leaves`()
        async throws
    {
        let (path, isOurs) = try Self.quarter()
        defer { if isOurs { try? FileManager.default.removeItem(atPath: path) } }
        let line = ["ingest", "edgar-index", "--file", path, "--no-project", "--again"]
        try await withEmptyLedger { whole in
            let began = ContinuousClock.now
            let run = try await whole.run(line)
            #expect(run.status == 0, run.story)
            var longest = ContinuousClock.now - began
            let expected = try await content(of: whole)
            try await withEmptyLedger { killed in
                var random = SplitMix64(seed: 7)
                var cutShort = 0
                var starts = 0
                let wanted = Self.isLong ? 100 : 8
                while cutShort < wanted, starts < 10 * wanted {
                    starts += 1
                    let program = try killed.start(line)
                    try await Task.sleep(
                        for: longest * Double.random(in: 0.02...1, using: &random))
                    program.interrupt(with: SIGKILL)
                    let run = try await Run(program)
                    // One that came to its end was faster than expected: the next is given less.
                    if run.status == 0 { longest = longest * 0.5 } else { cutShort += 1 }
                    #expect([0, 128 + SIGKILL].contains(run.status), run.story)
                }
                #expect(cutShort == wanted, "\(starts) starts")
                let last = try await killed.run(line)
                #expect(last.status == 0, last.story)
                #expect(try await content(of: killed) == expected)
                #expect(try await killed.gaps() == 0)
                // The tree went along with every chunk, or with none of it.
                let verified = try await killed.annals("verify")
                #expect(verified.status == 0, verified.story)
            }
        }
    }

    /// How many events there are beside those of runs, and a digest of what they say.
    private func content(of ledger: SampleLedger) async throws -> String {
        try ledger.sql(
            """
            SELECT count(*) || ' ' || md5(string_agg(md5(s.name || ' ' || e.source_key || ' '
                || (convert_from(e.entry, 'UTF8')::jsonb ->> 'data')), '' ORDER BY s.name, e.source_key))
            FROM annals.events e JOIN annals.streams s USING (stream_id)
            WHERE e.type <> 'run.finished'
            """)
    }
}

extension SampleLedger {
    /// What psql prints of a question.
    func sql(_ question: String) throws -> String {
        try shell("psql -XAtq '\(url)' -c \"\(question)\"")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Positions and versions that are missing.
    fileprivate func gaps() async throws -> Int {
        let count = try sql(
            """
            SELECT (SELECT max(position) - count(*) FROM annals.events) + (SELECT count(*) FROM (
                SELECT FROM annals.events GROUP BY stream_id HAVING max(version) <> count(*)) x)
            """)
        return Int(count) ?? -1
    }
}

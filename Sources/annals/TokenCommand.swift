import Answering
import ArgumentParser
import Filings
import Rendering

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Make, list and revoke the tokens by which annalsd lets callers in.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token and print it: this once, for only its digest is kept.",
            discussion: """
                A reader asks questions, a recorder asks and records, an auditor asks and reads raw \
                entries, tiles and proofs. What a recorder writes bears NAME as its actor.
                """)

        @Argument(help: "Who gets it.")
        var name: String

        @Option(help: "reader, recorder or auditor.")
        var role: AccessToken.Role

        @Option(
            help: ArgumentHelp("Only for this company, by its key; may be repeated."))
        var company: [String] = []

        @Option(help: ArgumentHelp("Good for so long: 90d, 12h; else until revoked."))
        var expires: String?

        @Option(help: ArgumentHelp("Who makes it; else the login.", valueName: "name"))
        var actor: String?

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            guard name.contains(where: { !$0.isWhitespace }) else {
                throw Failure("Say who gets the token.", .usage)
            }
            let end = try expires.map { text throws(Failure) in
                guard let span = AgeText.reading(text) else {
                    throw Failure(
                        "--expires \(text) is no duration; write it as 90d or 12h.", .usage)
                }
                let now = Instant.now.microsecondsSinceEpoch
                return Instant(microsecondsSinceEpoch: now + span.components.seconds * 1_000_000)
            }
            try await database.withLog { ledger in
                var keys: [String] = []
                for asked in company {
                    let limits = try await LimitTexts().limits(in: ledger.store)
                    keys.append(try await ledger.company(asked, at: limits).key)
                }
                let (token, secret) = try await AccessTokens(ledger.store).create(
                    name: name, role: role, companies: keys, expiresAt: end,
                    by: actor ?? Login.name)
                StandardError.print(
                    "annals: made token \(token.id) for \(name), \(role.rawValue)")
                StandardOutput.write(secret + "\n")
                StandardOutput.flush()
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tokens, newest first.")

        @OptionGroup var output: OutputOptions
        @OptionGroup var database: DatabaseOptions

        private static let fields: [Field] = [
            "id", Field("name", .text), "role", "state", Field("companies", .list),
            Field("createdAt", detail: true), Field("createdBy", detail: true),
            Field("expiresAt", detail: true), Field("revokedAt", detail: true),
        ]

        func run() async throws {
            try await database.withLog { ledger in
                let tokens = try await AccessTokens(ledger.store).all()
                let empty = tokens.isEmpty ? ["there is no token"] : []
                try output.show(
                    Answer(
                        RecordSet(fields: Self.fields, records: tokens.map(Self.record)),
                        remarks: empty))
            }
        }

        private static func record(of token: AccessToken) -> Record {
            let state =
                token.revokedAt != nil ? "revoked" : token.isLive ? "live" : "expired"
            var record: Record = [
                "id": .string(token.id), "name": .string(token.name),
                "role": .string(token.role.rawValue), "state": .string(state),
                "companies": .array(token.companies.map { .string($0) }),
                "createdAt": .string(token.createdAt.text), "createdBy": .string(token.createdBy),
            ]
            record["expiresAt"] = token.expiresAt.map { .string($0.text) }
            record["revokedAt"] = token.revokedAt.map { .string($0.text) }
            return record
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a token back; the service knows within seconds.")

        @Argument(help: "The token's id, as the list has it.")
        var id: String

        @Option(help: ArgumentHelp("Who takes it back; else the login.", valueName: "name"))
        var actor: String?

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await database.withLog { ledger in
                let revoked = try await AccessTokens(ledger.store)
                    .revoke(id, by: actor ?? Login.name)
                guard let revoked else {
                    throw Failure("There is no token \(id). Try: annals token list", .usage)
                }
                StandardError.print("annals: \(id) of \(revoked.name) is revoked")
            }
        }
    }
}

extension AccessToken.Role: ExpressibleByArgument {}

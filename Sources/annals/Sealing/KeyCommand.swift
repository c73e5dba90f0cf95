import Answering
import ArgumentParser
import CanonicalJSON
import Proofs
import Rendering
import Sealing

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "The keys that sign the log: made, shown, changed.",
        discussion: """
            A key has the log's name, as log.example.com/annals: auditors know the log by it. The \
            private key lies in a file that only its owner can read, and never in the database; \
            ANNALS_SIGNING_KEY takes its place where that is set. What auditors need is the line \
            that show prints.
            """,
        subcommands: [Create.self, Show.self, Rotate.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a key for a log.")

        @Argument(
            help: "The log's name: no blank and no plus sign; a host name and a path are best.")
        var name: String

        @OptionGroup var sealing: SealingOptions
        @OptionGroup var ledger: LedgerOption

        func validate() throws {
            if sealing.origin != nil { throw ValidationError("The name is the argument here.") }
        }

        func run() async throws {
            try await reportingAllFailures {
                let folder = sealing.folder(of: try ledger.name())
                let key = try folder.create(name)
                StandardError.print("annals: made \(folder.signingKeyPath(of: name))")
                StandardOutput.write(key.verifier.text + "\n")
            }
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make another key under the same name; the old one signs no more.")

        @Argument(help: "The log's name.")
        var name: String

        @OptionGroup var sealing: SealingOptions
        @OptionGroup var ledger: LedgerOption

        func run() async throws {
            try await reportingAllFailures {
                let key = try sealing.folder(of: ledger.name()).rotate(name)
                StandardError.print(
                    "annals: give the new key to who verifies; the old one stays good for what it "
                        + "signed")
                StandardOutput.write(key.verifier.text + "\n")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The public keys, the newest of each log last.")

        @Argument(help: "Only of this log.")
        var name: String?

        @OptionGroup var sealing: SealingOptions
        @OptionGroup var ledger: LedgerOption
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try await reportingAllFailures {
                let folder = sealing.folder(of: try ledger.name())
                let names = name.map { [$0] } ?? folder.origins
                let records = try names.flatMap { name in
                    let signs = try folder.signingKey(of: name)?.verifier
                    return try folder.knownKeys(of: name).map { key -> Record in
                        [
                            "name": .string(key.name), "id": .string(key.id.hexadecimal),
                            "signs": .bool(key == signs), "key": .string(key.text),
                        ]
                    }
                }
                if let name, records.isEmpty {
                    throw Failure(
                        "No key of \(name) is known here (\(folder.path)).", .usage)
                }
                try output.show(
                    RecordSet(fields: ["name", "id", "signs", "key"], records: records))
                StandardOutput.flush()
            }
        }
    }
}

import ArgumentParser
import CanonicalJSON
import Filings
import Proofs
import Rendering
import Sealing

struct CheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Sign the log as it is, and print the checkpoint.",
        discussion: """
            A checkpoint is a small text: the log's name, how many events it has, their root hash, and \
            signatures. Who keeps one elsewhere can prove later that nothing before it was altered or \
            removed. It is printed as a signed note (C2SP tlog-checkpoint) unless a format is asked for.
            """)

    @Flag(help: "Print the newest one that was signed, and sign nothing.")
    var newest = false

    @Option(help: ArgumentHelp("List so many of those that are kept.", valueName: "number"))
    var list: Int?

    @OptionGroup var sealing: SealingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if newest, list != nil { throw ValidationError("--newest and --list exclude each other.") }
        if let list, list < 1 { throw ValidationError("--list needs a number from 1.") }
    }

    func run() async throws {
        try await database.withLog { ledger in
            try await reportingSealFailures { try await run(ledger) }
        }
    }

    private func run(_ ledger: Ledger) async throws {
        let checkpoints = LogCheckpoints(ledger.store)
        if let list {
            try output.show(Self.records(try await checkpoints.newest(list)))
        } else {
            if !newest {
                let key = try await sealing.signingKey(for: ledger.store)
                _ = try await Sealer(ledger.store, key: key, folder: sealing.folder).seal()
            }
            guard let kept = try await checkpoints.newest() else {
                throw SealError.notThere("Nothing was signed yet: annals checkpoint signs")
            }
            if output.format == nil, output.fields == nil {
                StandardOutput.write(kept.note.whole)
            } else {
                try output.show(Self.records([kept]))
            }
        }
        StandardOutput.flush()
    }

    private static func records(_ kept: [LogCheckpoints.Kept]) -> RecordSet {
        RecordSet(
            fields: [
                Field("size", .number), "root", "signedAt", Field("signatures", .list), "origin",
                Field("note", detail: true),
            ],
            records: kept.map { kept in
                [
                    "size": .integer(kept.checkpoint.size),
                    "root": .string(kept.checkpoint.root.base64),
                    "signedAt": .string(kept.signedAt.text),
                    "signatures": .array(
                        kept.note.signatures.map { .string("\($0.name)+\($0.id.hexadecimal)") }),
                    "origin": .string(kept.checkpoint.origin), "note": .string(kept.note.whole),
                ]
            })
    }
}

import Answering
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

            With --policy the witnesses that it names are asked to cosign (C2SP tlog-policy: lines \
            log KEY, witness NAME KEY URL, group NAME NUMBER MEMBERS, quorum NAME). Exit code 69 when \
            too few have signed for its quorum.
            """)

    @Flag(help: "Print the newest one that was signed, and sign nothing.")
    var newest = false

    @Option(help: ArgumentHelp("List so many of those that are kept.", valueName: "number"))
    var list: Int?

    @Flag(
        help: """
            Go on under the name of --origin: where the newer state is lost and the old name's \
            checkpoints cannot be continued. Recorded in the log, with --reason.
            """)
    var reopen = false

    @Option(help: "Why the log goes on under a new name.")
    var reason: String?

    @Option(help: ArgumentHelp("Who decided that; else the login.", valueName: "name"))
    var actor: String?

    @Option(help: ArgumentHelp("Whom to ask for cosignatures.", valueName: "file"))
    var policy: String?

    @OptionGroup var sealing: SealingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        let hasReason = reason?.contains { !$0.isWhitespace } == true
        if reopen != hasReason || reopen && sealing.origin == nil || !reopen && actor != nil {
            throw ValidationError("--reopen, --origin NAME and --reason WHY go together.")
        }
        if reopen, newest || list != nil {
            throw ValidationError("--reopen signs; --newest and --list do not.")
        }
        if newest, list != nil { throw ValidationError("--newest and --list exclude each other.") }
        if let list, list < 1 { throw ValidationError("--list needs a number from 1.") }
    }

    func run() async throws {
        try await database.withLog { ledger in
            try await run(ledger)
        }
    }

    private func run(_ ledger: Ledger) async throws {
        let checkpoints = LogCheckpoints(ledger.store)
        if let list {
            try output.show(CheckpointsQuestion.records(try await checkpoints.newest(list)))
        } else {
            if !newest {
                let key = try await sealing.signingKey(for: ledger)
                let sealer = Sealer(ledger.store, key: key, folder: sealing.folder(of: ledger))
                if reopen, let reason {
                    try await sealer.reopen(reason: reason, by: actor ?? Login.name)
                } else {
                    try await sealer.seal()
                }
            }
            guard var kept = try await checkpoints.newest() else {
                throw SealError.notThere("Nothing was signed yet: annals checkpoint signs")
            }
            if let policy {
                kept = try await cosigned(kept, by: try Self.policy(policy), ledger)
            }
            if output.format == nil, output.fields == nil {
                StandardOutput.write(kept.note.whole)
            } else {
                try output.show(CheckpointsQuestion.records([kept]))
            }
        }
        StandardOutput.flush()
    }

    private static func policy(_ path: String) throws -> WitnessPolicy {
        guard let bytes = try WholeFile.read(path) else {
            throw Failure("There is no file \(path).", .badInput)
        }
        return try WitnessPolicy(String(decoding: bytes, as: UTF8.self))
    }

    /// - Returns: The checkpoint with the cosignatures that came.
    private func cosigned(
        _ kept: LogCheckpoints.Kept, by policy: WitnessPolicy, _ ledger: Ledger
    ) async throws -> LogCheckpoints.Kept {
        let round = WitnessRound(ledger.store, policy: policy, post: WitnessPost().post)
        let outcomes = try await round.collect(for: kept)
        for each in outcomes {
            try Self.tell(each.outcome, of: each.witness.name, size: kept.checkpoint.size)
        }
        let now = try await LogCheckpoints(ledger.store).of(size: kept.checkpoint.size) ?? kept
        try sealing.folder(of: ledger).keep(now.note, as: .seen, of: now.checkpoint.origin)
        try Self.check(now.note, by: policy)
        return now
    }

    private static func tell(
        _ outcome: WitnessRound.Outcome, of witness: String, size: Int64
    ) throws {
        switch outcome {
        case .cosigned: break
        case .ahead(let seen):
            throw SealError.fork(seen: seen, now: size, where: "the witness \(witness)")
        case .refused(let status, let text):
            StandardError.print("annals: the witness \(witness) refused (\(status)): \(text)")
        case .unreachable(let reason):
            StandardError.print("annals: the witness \(witness): \(reason)")
        }
    }

    /// The note is shown also where too few have signed it.
    private static func check(_ note: SignedNote, by policy: WitnessPolicy) throws {
        do throws(ProofError) {
            try policy.verify(note)
        } catch {
            guard case .unsigned(let missing) = error else { throw error }
            StandardOutput.write(note.whole)
            StandardOutput.flush()
            throw Failure(
                "The quorum is not met: \(missing.joined(separator: ", ")) did not sign.",
                .unavailable)
        }
    }
}

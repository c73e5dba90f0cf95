import Answering
import ArgumentParser
import EventStorage
import Filings
import Proofs
import Sealing

struct ProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "The proof that an event is in the log, or that the log continues an older one.",
        discussion: """
            Of an event: one text file (C2SP tlog-proof) with the path from its entry to the newest \
            checkpoint, which must cover it. annals log --format jsonl and annals-verify proof take it \
            from there; --entry writes the entry's bytes, which the proof is about.

            With --consistency: the path from an older checkpoint to the newest, as C2SP tlog-witness \
            has it.
            """)

    @Argument(help: "An event: a position, a source key, a claim or a filing that is one event.")
    var id: String?

    @Option(
        help: ArgumentHelp("An older checkpoint: its file, or how many events it has."))
    var consistency: String?

    @Option(help: ArgumentHelp("Write the entry's bytes to this file.", valueName: "file"))
    var entry: String?

    @OptionGroup var access: AccessOptions
    @OptionGroup var question: QuestionOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if (id == nil) == (consistency == nil) {
            throw ValidationError("Name an event, or an older checkpoint with --consistency.")
        }
        if entry != nil, id == nil { throw ValidationError("--entry is of an event.") }
    }

    func run() async throws {
        try await database.withLog { ledger in
            guard let newest = try await LogCheckpoints(ledger.store).newest() else {
                throw SealError.notThere("Nothing was signed yet: annals checkpoint signs")
            }
            if let consistency {
                try await prove(consistency, ledger, newest)
            } else if let id {
                try await prove(event: id, ledger, newest)
            }
            StandardOutput.flush()
        }
    }

    private func prove(
        event id: String, _ ledger: Ledger, _ newest: LogCheckpoints.Kept
    ) async throws {
        let limits = try await question.limits(in: ledger.store)
        let claims =
            Ledger.position(in: id) == nil ? try await ledger.claims(id, at: limits) : []
        let events =
            claims.isEmpty
            ? try await ledger.events(meaning: id, at: limits)
            : claims.flatMap { $0.versions.map(\.event) }
        guard let event = events.first else {
            throw Failure("Nothing is recorded as \(id). Try: annals find \(id)", .usage)
        }
        guard events.count == 1 else {
            let list = events.prefix(20).map { "  #\($0.position)  \($0.event.type)  \($0.id)" }
                .joined(separator: "\n")
            throw Failure(
                "\(id) is \(events.count) events; name one by its position:\n\(list)", .usage)
        }
        let size = newest.checkpoint.size
        guard event.position <= size else {
            throw SealError.notSealed(position: event.position, sealed: size)
        }
        let proof = try await LogTiles(ledger.store).inclusionProof(of: event.position, size: size)
        let bytes = try await ledger.store.entryBytes(after: event.position - 1, most: 1)
        let whole = EntryProof(proof, note: newest.note)
        // What does not hold here is not handed out.
        try proof.verify(
            leaf: MerkleHasher().leaf(bytes.first ?? []), size: size, root: newest.checkpoint.root)
        try await access.record(.proof, of: event.id, through: size, in: ledger)
        if let entry { try WholeFile.write(bytes.first ?? [], to: entry) }
        StandardOutput.write(whole.text)
    }

    private func prove(
        _ older: String, _ ledger: Ledger, _ newest: LogCheckpoints.Kept
    ) async throws {
        let tiles = LogTiles(ledger.store)
        let size: Int64
        let root: NodeHash
        if let bytes = try WholeFile.read(older) {
            let checkpoint = try SignedNote(bytes: bytes).checkpoint()
            (size, root) = (checkpoint.size, checkpoint.root)
        } else if let number = Int64(older), number >= 0 {
            guard number <= newest.checkpoint.size else {
                throw SealError.notSealed(position: number, sealed: newest.checkpoint.size)
            }
            (size, root) = (number, try await tiles.root(of: number))
        } else {
            throw Failure("\(older) is no file, and no number of events.", .usage)
        }
        guard size <= newest.checkpoint.size else {
            throw SealError.fork(seen: size, now: newest.checkpoint.size, where: older)
        }
        let proof = try await tiles.consistencyProof(from: size, to: newest.checkpoint.size)
        do throws(ProofError) {
            try proof.verify(
                oldSize: size, oldRoot: root, newSize: newest.checkpoint.size,
                newRoot: newest.checkpoint.root)
        } catch {
            throw SealError.fork(seen: size, now: newest.checkpoint.size, where: older)
        }
        StandardOutput.write(ContinuationProof(oldSize: size, proof, note: newest.note).text)
    }
}

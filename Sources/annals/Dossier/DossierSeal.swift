import Answering
import EventStorage
import Filings
import Proofs
import Sealing

/// What proves a dossier's events: the first checkpoint that covers its position, the path of each
/// event to it, and the log's word on how far the company's history reaches.
struct DossierSeal {
    let note: SignedNote
    let checkpoint: Checkpoint
    let proofs: ProvenEvents
    /// `nil` without the log's key.
    let head: SignedNote?

    /// - Returns: `nil` where nothing that covers the position was signed: a dossier does not sign.
    static func of(
        _ positions: [Int64], of stream: StreamName, upTo position: Int64, in ledger: Ledger,
        key: SigningKey?
    ) async throws -> DossierSeal? {
        // The first and not the newest: made again later it is the same.
        guard
            let kept = try await LogCheckpoints(ledger.store).after(size: position - 1, most: 1)
                .first
        else { return nil }
        let checkpoint = kept.checkpoint
        let tiles = LogTiles(ledger.store)
        let proofs = try await tiles.inclusionProofs(of: positions, size: checkpoint.size)
        var head: SignedNote?
        if let key, key.name == checkpoint.origin,
            let last = try await ledger.store.lastPlace(in: stream, through: checkpoint.size)
        {
            head = try StreamHead(
                origin: checkpoint.origin, stream: stream.text, version: last.version,
                position: last.position, size: checkpoint.size
            ).signed(by: key)
        }
        return DossierSeal(
            note: SignedNote(
                text: kept.note.text,
                signatures: kept.note.signatures.filter { $0.name == checkpoint.origin }),
            checkpoint: checkpoint, proofs: ProvenEvents(proofs: proofs), head: head)
    }

    var files: [DossierFile] {
        [DossierFile("checkpoint", note.whole), DossierFile("proofs.txt", proofs.text)]
            + (head.map { [DossierFile("stream-head", $0.whole)] } ?? [])
    }

    /// Lines of the dossier's README.
    var words: String {
        var lines = [
            "  checkpoint       the log's signed word on its first \(checkpoint.size) events",
            "  proofs.txt       the path from each line of events.jsonl to it",
        ]
        if head != nil {
            lines.append(
                "  stream-head      the log's signed word on how many of them are this company's")
        }
        lines += [
            "",
            "`annals-verify dossier FOLDER --key KEY` checks them, with the key that you have from",
            "\(checkpoint.origin) by another way than this dossier.", "",
        ]
        return lines.joined(separator: "\n")
    }
}

import Filings
import Proofs
import Rendering
import Sealing

/// The checkpoints that are kept, newest first.
public struct CheckpointsQuestion: Question {
    /// At most so many, from 1.
    public var most: Int

    public init(most: Int = 1_000) { self.most = most }

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let limits = try await texts.limits(in: ledger.store)
        let kept = try await LogCheckpoints(ledger.store).newest(most)
            .filter { $0.checkpoint.size <= limits.position }
        return Answer(Self.records(kept))
    }

    public static func records(_ kept: [LogCheckpoints.Kept]) -> RecordSet {
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

import EventStorage
import Postgres
import Proofs

/// Shows a checkpoint to the witnesses of a policy and keeps their cosignatures.
public struct WitnessRound: Sendable {
    /// How a witness answered.
    public enum Outcome: Equatable, Sendable {
        case cosigned
        /// It has seen a longer log under this name, or another one of the same length.
        case ahead(size: Int64)
        /// With a status that means no, and the beginning of what it said.
        case refused(status: Int, text: String)
        case unreachable(reason: String)
    }

    /// Asks an address with a body, and gives the status and body of the answer; throws a sentence.
    public typealias Post =
        @Sendable (_ url: String, _ body: String) async throws(Unreachable) -> (
            status: Int, body: String
        )

    public struct Unreachable: Error {
        public let reason: String

        public init(reason: String) { self.reason = reason }
    }

    private let store: EventStore
    private let policy: WitnessPolicy
    private let post: Post

    public init(_ store: EventStore, policy: WitnessPolicy, post: @escaping Post) {
        self.store = store
        self.policy = policy
        self.post = post
    }

    /// Asks every witness that has an address and has not signed this checkpoint yet.
    ///
    /// - Returns: What each answered, in the policy's order.
    public func collect(
        for kept: LogCheckpoints.Kept
    ) async throws(SealError) -> [(witness: WitnessPolicy.Witness, outcome: Outcome)] {
        var outcomes: [(WitnessPolicy.Witness, Outcome)] = []
        for witness in policy.witnesses {
            guard let url = witness.url else { continue }
            if (try? kept.note.verified(by: [witness.key])) != nil {
                outcomes.append((witness, .cosigned))
                continue
            }
            outcomes.append((witness, try await ask(witness, at: url, for: kept)))
        }
        return outcomes
    }

    private func ask(
        _ witness: WitnessPolicy.Witness, at url: String, for kept: LogCheckpoints.Kept
    ) async throws(SealError) -> Outcome {
        var old = try await lastSeen(by: witness, upTo: kept.checkpoint.size)
        // A second time where it has seen another one than we know of.
        for isLast in [false, true] {
            let proof = try await LogTiles(store).consistencyProof(
                from: old, to: kept.checkpoint.size)
            let body = ContinuationProof(oldSize: old, proof, note: kept.note).text
            let answer: (status: Int, body: String)
            do throws(Unreachable) {
                answer = try await post(url + "/add-checkpoint", body)
            } catch {
                return .unreachable(reason: error.reason)
            }
            switch answer.status {
            case 200: return try await keep(answer.body, of: witness, under: kept)
            case 409:
                let text = answer.body.prefix { $0 != "\n" }
                guard let size = Int64(text), size >= 0 else { break }
                if size > kept.checkpoint.size || size == old { return .ahead(size: size) }
                if isLast { break }
                old = size
                continue
            default: break
            }
            return .refused(status: answer.status, text: String(answer.body.prefix(200)))
        }
        return .refused(status: 409, text: "")
    }

    /// The size of the newest checkpoint under which the witness's signature is kept.
    private func lastSeen(
        by witness: WitnessPolicy.Witness, upTo size: Int64
    ) async throws(SealError) -> Int64 {
        let start = "\u{2014} \(witness.key.name) "
        do throws(EventStoreError) {
            let rows = try await store.query(
                """
                SELECT max(size) FROM annals.log_signatures
                WHERE starts_with(line, \(start)) AND size <= \(size)
                """)
            do throws(DatabaseError) {
                return try rows.first?.decode(0, as: Int64?.self) ?? 0
            } catch {
                throw EventStoreError(error)
            }
        } catch {
            throw .store(error)
        }
    }

    private func keep(
        _ lines: String, of witness: WitnessPolicy.Witness, under kept: LogCheckpoints.Kept
    ) async throws(SealError) -> Outcome {
        let note: SignedNote
        do throws(ProofError) {
            note = try SignedNote(kept.checkpoint.text + "\n" + lines)
            try note.verified(by: [witness.key])
        } catch {
            return .refused(status: 200, text: "\(error)")
        }
        let line = note.signatures.first {
            $0.name == witness.key.name && $0.id == witness.key.id
        }?.line
        guard let line else { return .refused(status: 200, text: "no signature") }
        try await add(line, under: kept.checkpoint)
        return .cosigned
    }

    private func add(_ line: String, under checkpoint: Checkpoint) async throws(SealError) {
        try await store.pool.perform(throwing: SealError.self) { connection throws(SealError) in
            try connection.transaction(throwing: SealError.self) {
                connection throws(SealError) in
                do throws(DatabaseError) {
                    try connection.lockTree()
                    try connection.addSignature(line, size: checkpoint.size)
                } catch {
                    throw SealError(error)
                }
            }
        }
    }
}

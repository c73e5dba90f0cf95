import Synchronization

/// Answers kept until the log changes: asked again meanwhile they cost nothing.
///
/// A *generation* stands for one state of what answers rest on: the log's head, the newest
/// checkpoint, the day. An answer is kept under the generation that was there before it was made, so
/// that none that was made of an older state is shown in a newer one.
final class AnswerCache: Sendable {
    private struct State {
        var generation: UInt64 = 0
        var answers: [String: Representation] = [:]
        var sizeBytes = 0
        var hits = 0
        var misses = 0
    }

    private let state = Mutex(State())
    private let limitBytes: Int

    init(limitBytes: Int = 64 << 20) { self.limitBytes = limitBytes }

    var generation: UInt64 { state.withLock { $0.generation } }

    var counts: (hits: Int, misses: Int) { state.withLock { ($0.hits, $0.misses) } }

    func answer(to question: String) -> Representation? {
        state.withLock { state in
            let found = state.answers[question]
            if found == nil { state.misses += 1 } else { state.hits += 1 }
            return found
        }
    }

    func keep(_ answer: Representation, for question: String, madeIn generation: UInt64) {
        guard answer.sizeBytes <= limitBytes / 4 else { return }
        state.withLock { state in
            guard state.generation == generation else { return }
            if state.sizeBytes + answer.sizeBytes > limitBytes {
                state.answers.removeAll(keepingCapacity: true)
                state.sizeBytes = 0
            }
            if let old = state.answers.updateValue(answer, forKey: question) {
                state.sizeBytes -= old.sizeBytes
            }
            state.sizeBytes += answer.sizeBytes
        }
    }

    /// The state has changed: nothing that is kept is true any more.
    func forget() {
        state.withLock { state in
            state.generation += 1
            state.answers.removeAll(keepingCapacity: true)
            state.sizeBytes = 0
        }
    }
}

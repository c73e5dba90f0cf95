import Synchronization

/// Answers kept until the log changes: asked again meanwhile they cost nothing.
///
/// A *generation* stands for one state of what answers rest on: the log's head, the newest
/// checkpoint, the day. An answer is kept under the generation that was there before it was made, so
/// that none that was made of an older state is shown in a newer one.
final class AnswerCache: Sendable {
    /// An answer, and whether it has the last events.
    typealias Made = (answer: Representation, isWhole: Bool)

    private struct State {
        var generation: UInt64 = 0
        var answers: [String: Representation] = [:]
        /// What is being made under this generation.
        var making: [String: Task<Made, any Error>] = [:]
        var sizeBytes = 0
        var hits = 0
        var misses = 0
    }

    private let state = Mutex(State())
    private let limitBytes: Int

    init(limitBytes: Int = 64 << 20) { self.limitBytes = limitBytes }

    var counts: (hits: Int, misses: Int) { state.withLock { ($0.hits, $0.misses) } }

    /// The answer that is kept, else the one that somebody is waiting for already, else a new one:
    /// many who ask the same when the log has changed cost what one costs.
    func answer(
        to question: String, make: @escaping @Sendable () async throws -> Made
    ) async throws -> Representation {
        let found = state.withLock { state -> Found in
            if let answer = state.answers[question] {
                state.hits += 1
                return .kept(answer)
            }
            if let task = state.making[question] {
                state.hits += 1
                return .inMaking(task)
            }
            state.misses += 1
            let generation = state.generation
            // Of its own: who asked first may go, and others wait for it.
            let task = Task {
                do {
                    let made = try await make()
                    end(question, made, madeIn: generation)
                    return made
                } catch {
                    end(question, nil, madeIn: generation)
                    throw error
                }
            }
            state.making[question] = task
            return .inMaking(task)
        }
        switch found {
        case .kept(let answer): return answer
        case .inMaking(let task): return try await task.value.answer
        }
    }

    private enum Found {
        case kept(Representation)
        case inMaking(Task<Made, any Error>)
    }

    /// - Parameter made: `nil` when it could not be made.
    private func end(_ question: String, _ made: Made?, madeIn generation: UInt64) {
        state.withLock { state in
            guard state.generation == generation else { return }
            state.making[question] = nil
            // What lacks the last events is true until they are there, and no longer.
            guard let made, made.isWhole, made.answer.sizeBytes <= limitBytes / 4 else { return }
            let answer = made.answer
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

    /// The state has changed: nothing that is kept is true any more, and what is being made is for those
    /// who wait for it already.
    func forget() {
        state.withLock { state in
            state.generation += 1
            state.answers.removeAll(keepingCapacity: true)
            state.making.removeAll(keepingCapacity: true)
            state.sizeBytes = 0
        }
    }
}

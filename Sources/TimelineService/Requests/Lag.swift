import Synchronization

/// Hears what is said beside an answer while it is made: that the read models lack the last events.
final class Lag: Sendable {
    @TaskLocal private static var current: Lag?

    private let heard = Mutex<[String]>([])

    var remarks: [String] { heard.withLock { $0 } }

    func watch<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        try await Self.$current.withValue(self) { try await body() }
    }

    /// For the ledger of the service.
    static func remark(_ sentence: String) { current?.heard.withLock { $0.append(sentence) } }
}

import CanonicalJSON
import EventStorage
import Filings
import Testing

extension StreamName {
    static let sample = StreamName(stored: "company-sample")
    static let other = StreamName(stored: "company-other")

    static func numbered(_ number: Int) -> StreamName { StreamName(stored: "company-\(number)") }
}

extension NewEvent {
    /// An event told apart by its number; `note` is content that the id does not tell.
    static func sample(
        _ number: Int, id: String? = nil, type: String = "test.counted", note: String = "",
        tags: [String] = []
    ) -> NewEvent {
        NewEvent(
            id: id ?? "test:\(number)", source: "test:samples",
            event: .unknown(
                type: type, data: ["note": .string(note), "number": .integer(Int64(number))]),
            tags: tags)
    }

    static func samples(_ numbers: ClosedRange<Int>) -> [NewEvent] { numbers.map { sample($0) } }
}

extension EventStore {
    /// Appends events with these numbers to a stream.
    @discardableResult
    func append(
        _ numbers: ClosedRange<Int>, to stream: StreamName = .sample,
        expecting expected: ExpectedVersion = .any
    ) async throws(EventStoreError) -> [AppendedEvent] {
        try await append(NewEvent.samples(numbers), to: stream, expecting: expected, by: "tester")
    }

    @discardableResult
    func append(
        _ events: NewEvent..., to stream: StreamName = .sample,
        expecting expected: ExpectedVersion = .any, if condition: AppendCondition? = nil
    ) async throws(EventStoreError) -> [AppendedEvent] {
        try await append(events, to: stream, expecting: expected, if: condition, by: "tester")
    }
}

/// What the body's call was refused with; `nil` when it was not.
func refusal<Value>(
    isolation: isolated (any Actor)? = #isolation,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Value
) async -> EventStoreError? {
    do {
        _ = try await body()
    } catch let error as EventStoreError {
        return error
    } catch {
        Issue.record("\(error)", sourceLocation: sourceLocation)
    }
    return nil
}

import EventStorage
import Filings
import Postgres
import Testing

struct EventStoreErrorTests {
    private static let sentences: [(EventStoreError, String)] = [
        (
            .wrongExpectedVersion(stream: .sample, expected: .exactly(3), actual: 5),
            "company-sample holds 5 events, not 3: read it again."
        ),
        (
            .wrongExpectedVersion(stream: .sample, expected: .noStream, actual: 1),
            "company-sample holds 1 events, not none: read it again."
        ),
        (
            .conditionMet(position: 7),
            "The event at position 7 meets the append condition: read on from it."
        ),
        (
            .conflict(stream: .sample, id: "a", position: 7),
            "a is recorded in company-sample with other content, at position 7."
        ),
        (.refused(id: "a", reason: .emptySource), "a cannot be recorded: it has no source."),
        (
            .refused(id: "a", reason: .tooLarge(bytes: 70_000)),
            "a cannot be recorded: its entry has 70000 bytes, more than 65,535."
        ),
        (
            .unreadable(position: nil, reason: "why"),
            "The entry at position ? is unreadable: why."
        ),
        (.database(DatabaseError(message: "It failed.")), "It failed."),
    ]

    @Test(arguments: sentences)
    func `an error is a sentence`(error: EventStoreError, sentence: String) {
        #expect("\(error)" == sentence)
    }

    @Test(arguments: [
        RefusedEvent.noEvents, .emptyID, .emptySource, .tooLarge(bytes: 1), .badText, .repeated,
        .badNumber,
    ])
    func `every reason of a refusal has words`(reason: RefusedEvent) {
        #expect("\(EventStoreError.refused(id: "a", reason: reason))".count > 30)
    }

    @Test func `a schema that is not there is told from other troubles`() {
        for state in ["42P01", "42883", "3F000"] {
            let error = DatabaseError(sqlState: SQLState(state), message: "x")
            #expect(EventStoreError(error) == .notMigrated(detail: "x"))
        }
        let other = DatabaseError(sqlState: .checkViolation, message: "x")
        #expect(EventStoreError(other) == .database(other))
    }
}

import Answering
import ArgumentParser
import EventStorage
import Filings

/// The two limits of a question: what was public by then, what we had recorded by then.
struct QuestionOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Only what was public by that day: 2024-05-01, today, yesterday, -30d.",
            valueName: "date"))
    var asOf: String?

    @Option(
        help: ArgumentHelp(
            "Only what we had recorded by then: 2026-11-23 or 2026-11-23T12:00:00Z.",
            valueName: "instant"))
    var recordedBy: String?

    @Option(help: ArgumentHelp("Only the first events of the log.", valueName: "position"))
    var atPosition: Int64?

    @Option(help: ArgumentHelp("The present, for answers that repeat.", valueName: "instant"))
    var now: String?

    var texts: LimitTexts {
        LimitTexts(
            asOf: asOf, recordedBy: recordedBy, atPosition: atPosition,
            now: now ?? environment("ANNALS_NOW"))
    }

    /// The clock that was passed in, else the system's.
    func present() throws(Failure) -> Instant { try texts.present() }

    static func present(_ now: String?) throws(Failure) -> Instant {
        try LimitTexts(now: now ?? environment("ANNALS_NOW")).present()
    }

    /// Reads the limits and finds the position that they name.
    func limits(in store: EventStore) async throws -> QuestionLimits {
        try await texts.limits(in: store)
    }
}

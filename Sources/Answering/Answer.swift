import Rendering

/// What a question is answered with.
public struct Answer: Sendable {
    public var records: RecordSet
    /// What is said beside the records: that there are none and of what, that some were left out.
    public var remarks: [String]
    /// Whether there is something that somebody should look at.
    public var hasFindings: Bool

    public init(_ records: RecordSet, remarks: [String] = [], hasFindings: Bool = false) {
        self.records = records
        self.remarks = remarks
        self.hasFindings = hasFindings
    }
}

/// A question whose answer is records.
public protocol Question: Sendable {
    /// - Parameter limits: As the user wrote them.
    /// - Throws: ``Failure``, and the errors of the modules below, which ``reportingFailures(_:)``
    ///   turns into one.
    func answer(at limits: LimitTexts, in ledger: Ledger) async throws -> Answer
}

import Answering
import Rendering

extension Asked {
    /// The page of a company as the service gives it: with what it can ask here.
    func page(
        of timeline: CompanyTimeline, _ question: TimelineQuestion, at texts: LimitTexts
    ) async throws -> String {
        try await CompanyPage(
            question, at: texts,
            address: .init(
                root: service.root, ledger: service.ledgerName,
                company: "/companies/" + PercentText.encode(timeline.company.key),
                asOf: query["asOf"], recordedBy: query["recordedBy"])
        ).document(of: timeline, in: ledger)
    }
}

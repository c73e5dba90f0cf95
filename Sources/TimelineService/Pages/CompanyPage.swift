import Answering
import Rendering

struct CompanyPage {
    let asked: Asked
    let question: TimelineQuestion
    let texts: LimitTexts

    func document(of timeline: CompanyTimeline) async throws -> String {
        try await timeline.document(as: .html, in: asked.ledger)
    }
}

import EventStorage
import Filings
import Projections
import Rendering

extension Ledger {
    /// The one company that a text names.
    ///
    /// - Throws: ``CommandFailure`` with a list when it names several, with the nearest name when
    ///   it names none.
    func company(_ text: String, at limits: QuestionLimits) async throws -> ReadModels.Company {
        let found = try await models.companies(matching: text, at: limits.modelPosition)
        if found.count == 1 { return found[0] }
        if found.isEmpty, let later = try await companyKnownLater(text, than: limits) {
            return later
        }
        if found.isEmpty {
            let all = try await models.companies(matching: "", at: limits.modelPosition)
            let names = all.flatMap { company in
                [company.key, company.name] + company.names.compactMap { $0["name"]?.stringValue }
            }
            let nearest = Suggestion.closest(to: text, in: names).map { " Did you mean \($0)?" }
            throw CommandFailure(
                "No company is known as \(text).\(nearest ?? " Try: annals find TEXT")", .usage)
        }
        let list = found.prefix(20).map { "  \($0.key)  \($0.name)" }.joined(separator: "\n")
        let more = found.count > 20 ? "\n  … and \(found.count - 20) more" : ""
        throw CommandFailure(
            "\(text) names \(found.count) companies; name one by its key:\n\(list)\(more)", .usage)
    }

    /// The company that a text names now, as it was known by the question's limit: without names
    /// when nothing of it had been recorded by then.
    private func companyKnownLater(
        _ text: String, than limits: QuestionLimits
    ) async throws -> ReadModels.Company? {
        guard limits.isPinned else { return nil }
        let now = try await models.companies(matching: text)
        guard let company = now.first, now.count == 1 else { return nil }
        let then = try await models.companies(matching: company.key, at: limits.modelPosition)
        return then.first { $0.stream == company.stream } ?? company.withoutNames
    }

    /// Makes sure that there are read models, and says on standard error when they lack events
    /// that the answer should rest on.
    func checkModels(_ limits: QuestionLimits) async throws {
        let projector = Projector(store)
        var checkpoints = try await projector.checkpoints()
        if checkpoints.count < Projector.projectionCount {
            try await project()
            checkpoints = try await projector.checkpoints()
        }
        let behind = checkpoints.map { limits.position - $0.position }.max() ?? 0
        if behind > 0 {
            let events = behind == 1 ? "event" : "\(behind) events"
            StandardError.print(
                "annals: the read models lack the last \(events); run annals project")
        }
    }
}

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

    /// Says on standard error when the read models lack events that the answer should rest on.
    func warnWhenBehind(_ limits: QuestionLimits) async throws {
        let checkpoints = try await Projector(store).checkpoints()
        let behind = checkpoints.map { limits.position - $0.position }.max() ?? limits.position
        if behind > 0 {
            StandardError.print(
                "annals: the read models lack the last \(behind) events; run annals project")
        }
    }
}

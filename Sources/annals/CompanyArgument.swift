import EventStorage
import Filings
import Projections
import Rendering

extension Ledger {
    /// The one company that a text names.
    ///
    /// - Throws: ``CommandFailure`` with a list when it names several, with the nearest name when
    ///   it names none.
    func company(_ asked: String, at limits: QuestionLimits) async throws -> ReadModels.Company {
        let text = Self.companyText(asked)
        if text.isEmpty { throw CommandFailure("Name a company.", .usage) }
        let found = try await models.companies(matching: text, at: limits.position)
        if found.count == 1 { return found[0] }
        if found.isEmpty, let later = try await companyKnownLater(text, than: limits) {
            return later
        }
        if found.isEmpty {
            let all = try await models.companies(matching: "", at: limits.position)
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

    /// Without spaces around it; the register's own `CIK0000320193` is its number.
    private static func companyText(_ asked: String) -> String {
        let words = asked.split(separator: " ").joined(separator: " ")
        let number = words.dropFirst(3)
        let isCIK = words.lowercased().hasPrefix("cik") && !number.isEmpty
        return isCIK && number.allSatisfy(\.isNumber) ? String(number) : words
    }

    /// The company that a text names now, as it was known by the question's limit: without names
    /// when nothing of it had been recorded by then.
    private func companyKnownLater(
        _ text: String, than limits: QuestionLimits
    ) async throws -> ReadModels.Company? {
        guard limits.isPinned else { return nil }
        let now = try await models.companies(matching: text)
        guard let company = now.first, now.count == 1 else { return nil }
        let then = try await models.companies(matching: company.key, at: limits.position)
        return then.first { $0.stream == company.stream } ?? company.withoutNames
    }

    /// Makes sure that there are read models of this version.
    ///
    /// - Returns: The limits that an answer from them can keep: when they lack events, which is
    ///   said on standard error, the answer rests on the position that they have reached.
    func limitsOfModels(_ limits: QuestionLimits) async throws -> QuestionLimits {
        let projector = Projector(store)
        var checkpoints = try await projector.checkpoints()
        if !Projector.hasAll(checkpoints) {
            try await project()
            checkpoints = try await projector.checkpoints()
        }
        let reached = checkpoints.map(\.position).min() ?? 0
        let behind = limits.position - reached
        if behind > 0 {
            let events = behind == 1 ? "event" : "\(behind) events"
            StandardError.print(
                "annals: the read models lack the last \(events); run annals project")
        }
        return limits.upTo(reached)
    }
}

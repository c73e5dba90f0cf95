import EventStorage
import Filings
import Projections
import Rendering

extension Ledger {
    /// The one company that a text names.
    ///
    /// - Throws: ``Failure`` with a list when it names several, with the nearest name when
    ///   it names none.
    public func company(_ asked: String, at limits: QuestionLimits) async throws
        -> ReadModels.Company
    {
        let text = Self.companyText(asked)
        if text.isEmpty { throw Failure("Name a company.", .usage) }
        let found = try await models.companies(matching: text, at: limits.position)
        if found.count == 1 { return found[0] }
        if found.isEmpty, let later = try await companyKnownLater(text, than: limits) {
            return later
        }
        if found.isEmpty {
            let similar = try await models.companies(spelledLike: text, at: limits.position)
            let name =
                Suggestion.closest(to: text, in: similar.flatMap(\.texts)) ?? similar.first?.name
            let nearest = name.map { " Did you mean \($0)?" }
            throw Failure(
                "No company is known as \(text).\(nearest ?? " Try: annals find TEXT")", .usage,
                .missing)
        }
        let list = found.prefix(20).map { "  \($0.key)  \($0.name)" }.joined(separator: "\n")
        let more = found.count > 20 ? "\n  … and \(found.count - 20) more" : ""
        throw Failure(
            "\(text) names \(found.count) companies; name one by its key:\n\(list)\(more)", .usage,
            .ambiguous)
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
}

extension ReadModels.Company {
    /// The key, names and identifiers.
    public var texts: [String] {
        [key, name] + names.compactMap { $0["name"]?.stringValue }
            + identifiers.compactMap { $0["normalized"]?.stringValue }
    }
}

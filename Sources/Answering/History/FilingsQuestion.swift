import CanonicalJSON
import EventStorage
import Filings
import Projections
import Rendering

/// A company's filings with form, items, dates and amendments, oldest first.
public struct FilingsQuestion: Question {
    public var company: String
    /// Only these forms, as `8-K`, and only with one of these 8-K items, as `2.02`.
    public var forms: [String]
    public var items: [String]
    public var from: String?
    public var to: String?

    public init(
        of company: String, forms: [String] = [], items: [String] = [], from: String? = nil,
        to: String? = nil
    ) {
        self.company = company
        self.forms = forms
        self.items = items
        self.from = from
        self.to = to
    }

    public static let fields: [Field] = [
        "filedOn", "form", Field("items", .list), Field("title", .text), "accession",
        Field("periodOfReport", detail: true), Field("acceptedAt", detail: true),
        Field("acceptedClock", detail: true), Field("amends", detail: true),
        Field("amendsRule", detail: true), Field("amendsCandidates", .list, detail: true),
        Field("listed", detail: true), Field("delistedOn", detail: true),
        Field("relistedOn", detail: true), Field("corrected", .list, detail: true),
        Field("match", detail: true), Field("fileNumber", detail: true),
        Field("category", detail: true),
        Field("roles", .list, detail: true), Field("register", detail: true),
        Field("position", .number, detail: true),
        Field("version", .number, detail: true),
        Field("kind", detail: true), Field("state", detail: true), .date("date", detail: true),
        Field("source", .text, members: ["title", "publisher", "url", "tier"], detail: true),
        Field("publishedAt", detail: true), Field("publishedOn", detail: true),
        Field("recordedAt", detail: true), Field("recordedBy", detail: true),
        Field("id", detail: true), Field("type", detail: true),
    ]

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let window = try DayWindow(from: from, to: to, today: try texts.present().day)
        let limits = try await ledger.limitsOfModels(
            try await texts.limits(in: ledger.store), reading: ReadModels.Table.ofCompanies)
        let company = try await ledger.company(company, at: limits)
        let visible = try await ledger.filings(of: company.stream, at: limits)
        try check(forms, in: visible.compactMap { $0["form"]?.stringValue }, as: "form")
        try check(items, in: visible.flatMap(\.items), as: "item")
        let records = AmendmentLinks(visible).linked
            .filter { keeps($0, window: window) }
            .map { Record($0) }
        return Answer(RecordSet(fields: Self.fields, records: records, basis: limits.basis))
    }

    private func keeps(_ filing: JSONObject, window: DayWindow) -> Bool {
        let own = filing["form"]?.stringValue?.lowercased() ?? ""
        if !forms.isEmpty, !forms.contains(where: { $0.lowercased() == own }) { return false }
        if !items.isEmpty, items.allSatisfy({ !filing.items.contains($0) }) { return false }
        guard let day = filing["filedOn"]?.stringValue.flatMap({ CivilDay($0) }) else {
            return false
        }
        return window.holds(UncertainDate(day: day)).possibly
    }

    /// An empty list must not hide a slip of the pen.
    private func check(_ asked: [String], in known: [String], as what: String) throws {
        let known = Set(known).sorted()
        for word in asked
        where !known.isEmpty && !known.contains(where: { $0.lowercased() == word.lowercased() }) {
            let nearest = Suggestion.closest(to: word, in: known).map { " Did you mean \($0)?" }
            let all = " There are: \(known.prefix(40).joined(separator: ", "))."
            throw Failure(
                "No filing here has \(what) \(word).\(nearest ?? all)", .usage, .missing)
        }
    }
}

extension Ledger {
    /// The records with how sure it is that they were public by then.
    public func filings(
        of company: StreamName, at limits: QuestionLimits
    ) async throws -> [JSONObject] {
        func marked(_ record: JSONObject, isOnlyPossible: Bool) -> JSONObject {
            var record = record
            record["match"] = isOnlyPossible ? "possible" : "certain"
            return record
        }
        if let day = limits.asOf {
            return try await models.filings(of: company, at: limits.position, asOf: day)
                .map { marked($0.record, isOnlyPossible: $0.isOnlyPossible) }
        }
        return try await models.filings(of: company, at: limits.position)
            .map { marked($0, isOnlyPossible: false) }
    }
}

extension JSONObject {
    fileprivate var items: [String] { self["items"]?.arrayValue?.compactMap(\.stringValue) ?? [] }
}

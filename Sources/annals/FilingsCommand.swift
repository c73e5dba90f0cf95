import ArgumentParser
import CanonicalJSON
import Filings
import Projections
import Rendering

struct FilingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filings",
        abstract: "A company's filings with form, items, dates and amendments, oldest first.")

    @Argument(
        help: "The company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String

    @Option(help: ArgumentHelp("Only this form, as 8-K; may be repeated."))
    var form: [String] = []

    @Option(help: ArgumentHelp("Only with this 8-K item, as 2.02; may be repeated."))
    var item: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Only filed from this day on.", valueName: "date"))
    var from: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Only filed up to this day.", valueName: "date")
    )
    var to: String?

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    static let fields: [Field] = [
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

    func run() async throws {
        let window = try DayWindow(from: from, to: to, today: try question.present().day)
        try await database.withLog { ledger in
            let limits = try await ledger.limitsOfModels(
                try await question.limits(in: ledger.store), reading: ReadModels.Table.ofCompanies)
            let company = try await ledger.company(company, at: limits)
            let visible = try await Self.filings(of: company.stream, ledger, limits)
            try check(form, in: visible.compactMap { $0["form"]?.stringValue }, as: "form")
            try check(item, in: visible.flatMap(\.items), as: "item")
            let records = AmendmentLinks(visible).linked
                .filter { keeps($0, window: window) }
                .map { Record($0) }
            try output.show(
                RecordSet(fields: fields(of: records), records: records, basis: limits.basis))
            StandardOutput.flush()
        }
    }

    /// The records with how sure it is that they were public by then.
    static func filings(
        of company: StreamName, _ ledger: Ledger, _ limits: QuestionLimits
    ) async throws -> [JSONObject] {
        func marked(_ record: JSONObject, isOnlyPossible: Bool) -> JSONObject {
            var record = record
            record["match"] = isOnlyPossible ? "possible" : "certain"
            return record
        }
        if let day = limits.asOf {
            return try await ledger.models.filings(of: company, at: limits.position, asOf: day)
                .map { marked($0.record, isOnlyPossible: $0.isOnlyPossible) }
        }
        return try await ledger.models.filings(of: company, at: limits.position)
            .map { marked($0, isOnlyPossible: false) }
    }

    /// A table has room for what an amendment amends only where one does, and for how sure a filing
    /// is only where one is not; all formats for programs have the same columns always.
    private func fields(of records: [Record]) -> [Field] {
        guard output.chosenFormat == .table, output.fields == nil else { return Self.fields }
        var fields = Self.fields.filter { !$0.name.hasPrefix("amends") && $0.name != "match" }
        let place = fields.firstIndex { $0.isDetail } ?? fields.endIndex
        if records.contains(where: { $0["match"] == "possible" }) {
            fields.insert("match", at: place)
        }
        if records.contains(where: { $0["amends"] != nil }) {
            fields.insert("amends", at: place)
        }
        return fields
    }

    private func keeps(_ filing: JSONObject, window: DayWindow) -> Bool {
        let own = filing["form"]?.stringValue?.lowercased() ?? ""
        if !form.isEmpty, !form.contains(where: { $0.lowercased() == own }) { return false }
        if !item.isEmpty, item.allSatisfy({ !filing.items.contains($0) }) { return false }
        guard let day = filing["filedOn"]?.stringValue.flatMap({ CivilDay($0) }) else {
            return false
        }
        return window.holds(UncertainDate(day: day)).possibly
    }
}

extension FilingsCommand {
    /// An empty list must not hide a slip of the pen.
    private func check(_ asked: [String], in known: [String], as what: String) throws {
        let known = Set(known).sorted()
        for word in asked
        where !known.isEmpty && !known.contains(where: { $0.lowercased() == word.lowercased() }) {
            let nearest = Suggestion.closest(to: word, in: known).map { " Did you mean \($0)?" }
            let all = " There are: \(known.prefix(40).joined(separator: ", "))."
            throw CommandFailure("No filing here has \(what) \(word).\(nearest ?? all)", .usage)
        }
    }
}

extension JSONObject {
    fileprivate var items: [String] { self["items"]?.arrayValue?.compactMap(\.stringValue) ?? [] }
}

import Answering
import CanonicalJSON
import EventStorage
import Projections
import Rendering
import Sealing

/// The page at which a browser begins.
struct StartPage {
    let asked: Asked

    /// Of all companies so many are listed; the others are found.
    private static let fewCompanies = 200
    private static let fewLines = 50

    private typealias Cell = StartPageText.Cell

    func content() async throws -> Content {
        let limits = asked.query.limits
        let text = asked.query["text"] ?? ""
        var tables: [StartPageText.Table] = []
        if !text.isEmpty { tables.append(try await found(text, limits)) }
        let overdue = try await OverdueQuestion().answer(at: limits, in: asked.ledger)
        let basis = overdue.records.basis
        tables += [
            try await companies(limits), self.overdue(overdue.records),
            conflicts(try await ConflictsQuestion().answer(at: limits, in: asked.ledger)),
            try await runs(limits), try await health(),
        ]
        if let ledgers = try await ledgers() { tables.append(ledgers) }
        let position = basis?["position"]?.integerValue ?? 0
        let page = StartPageText(
            root: asked.service.root, ledger: asked.service.ledgerName,
            basis: "Public to date | recorded by #\(position)", asked: text, tables: tables)
        return asked.finished(
            Content(page.document, MediaTypes.name(of: .html)), basis: basis)
    }

    private func timeline(of company: String) -> String {
        "\(asked.service.root)/companies/\(PercentText.encode(company))/timeline"
    }

    /// `nil` where there is one alone.
    private func ledgers() async throws -> StartPageText.Table? {
        guard asked.ledger.address.ledger == .usual else { return nil }
        let names = try await LedgerList(asked.ledger.pool).names()
        if names.count < 2 { return nil }
        // How long each is would be of the moment when this page was made.
        return StartPageText.Table(
            title: "Ledgers of this database", columns: ["Ledger"],
            rows: names.map { [Cell($0.text, to: Service.root(of: $0) + "/")] }, empty: "")
    }

    private func found(_ text: String, _ limits: LimitTexts) async throws -> StartPageText.Table {
        let answer = try await FindQuestion(text).answer(at: limits, in: asked.ledger)
        let rows = answer.records.records.prefix(Self.fewLines).map { record -> [Cell] in
            let company = record["company"]?.stringValue ?? ""
            let position = record["position"]?.integerValue.map { "#p\($0)" } ?? ""
            return [
                Cell(record["found"]?.stringValue ?? ""),
                Cell(
                    record["title"]?.stringValue ?? company,
                    to: timeline(of: company) + position), Cell(company),
                Cell(record["by"]?.stringValue ?? ""),
            ]
        }
        return StartPageText.Table(
            title: "Found for \(text)", columns: ["What", "Title", "Company", "Match"],
            rows: Array(rows), empty: "Nothing is called so, in any script.")
    }

    private func companies(_ limits: LimitTexts) async throws -> StartPageText.Table {
        let answer = try await CompaniesQuestion(most: Self.fewCompanies)
            .answer(at: limits, in: asked.ledger)
        let rows = answer.records.records.map { record -> [Cell] in
            let key = record["company"]?.stringValue ?? ""
            let names = record["names"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
            let name = record["name"]?.stringValue ?? key
            let others = names.filter { $0 != name }.reduce(into: [String]()) { all, name in
                if !all.contains(name) { all.append(name) }
            }
            return [
                Cell(name, to: timeline(of: key)), Cell(key),
                Cell(others.joined(separator: ", ")),
            ]
        }
        let title = rows.count == Self.fewCompanies ? "The first companies" : "Companies"
        return StartPageText.Table(
            title: title, columns: ["Company", "Key", "Also called"], rows: rows,
            empty: "Nothing is recorded yet: annals record, annals ingest.")
    }

    private func overdue(_ records: RecordSet) -> StartPageText.Table {
        let day = records.basis?["day"]?.stringValue ?? "today"
        return StartPageText.Table(
            title: "Past a day that was set", columns: ["Company", "Milestone", "What is known"],
            rows: records.records.prefix(Self.fewLines).map { record in
                let company = record["company"]?.stringValue ?? ""
                return [
                    Cell(company, to: timeline(of: company)),
                    Cell(record["milestone"]?.stringValue ?? ""),
                    Cell(record["title"]?.stringValue ?? ""),
                ]
            }, empty: "Nothing, as known on \(day).")
    }

    private func conflicts(_ answer: Answer) -> StartPageText.Table {
        StartPageText.Table(
            title: "Where sources disagree",
            columns: ["Company", "About", "Field", "Value", "Claim", "Tier"],
            rows: answer.records.records.prefix(Self.fewLines).map { record in
                let company = record["company"]?.stringValue ?? ""
                let place = record["position"]?.integerValue.map { "#p\($0)" } ?? ""
                return [
                    Cell(company, to: timeline(of: company)),
                    Cell(record["about"]?.stringValue ?? ""),
                    Cell(record["field"]?.stringValue ?? ""),
                    Cell(record["value"]?.stringValue ?? ""),
                    Cell(record["claim"]?.stringValue ?? "", to: timeline(of: company) + place),
                    Cell(record["tier"]?.stringValue ?? ""),
                ]
            }, empty: "Nowhere.")
    }

    private func runs(_ limits: LimitTexts) async throws -> StartPageText.Table {
        let answer = try await RunsQuestion(.list(since: nil, most: 10, detailed: false))
            .answer(at: limits, in: asked.ledger)
        return StartPageText.Table(
            title: "Newest runs", columns: ["Began", "Source", "Outcome", "Appended", "Refused"],
            rows: answer.records.records.map { record in
                ["startedAt", "source", "outcome", "appended", "refused"].map { name in
                    Cell(
                        record[name]?.stringValue
                            ?? record[name]?.integerValue.map { String($0) } ?? "")
                }
            }, empty: "No register was read yet: annals ingest.")
    }

    private func health() async throws -> StartPageText.Table {
        let standing = try await asked.ledger.models.standing(of: ReadModels.Table.allCases)
        let head = asked.service.hub.head
        let signed = try await LogCheckpoints(asked.ledger.store).newest()
        var rows: [[Cell]] = [
            [
                Cell("read models"),
                Cell(
                    standing.position >= head
                        ? "at the head, #\(head)" : "\(head - standing.position) events behind"),
            ],
            [
                Cell("proof"),
                Cell(
                    signed.map { "signed up to #\($0.checkpoint.size), \($0.signedAt.text)" }
                        ?? "nothing is signed yet"),
            ],
        ]
        rows += standing.stops.map { [Cell($0.projection), Cell($0.words)] }
        return StartPageText.Table(
            title: "Health", columns: ["What", "State"], rows: rows, empty: "")
    }
}

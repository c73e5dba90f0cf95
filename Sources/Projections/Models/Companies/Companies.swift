import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// Each company with its names, aliases and identifiers, by stream; answers `find` and every
/// command's COMPANY argument.
///
/// Names that only its filings state are keys and not ``Row/names``: which of them is the newest
/// would change the row with almost every filing, so ``ReadModels`` looks it up in the filings.
struct Companies: Projection {
    struct Row: ProjectedRow {
        var name: String
        /// ``CompanyNamed`` without what is absent, with the `position` at which we learned it;
        /// once for each day for which a source said so.
        var names: [JSONValue] = []
        /// As ``names``, of ``CompanyIdentified/comparable``.
        var identifiers: [JSONValue] = []
        var described: JSONObject?
        /// Names and identifiers in lower case, each once: what an exact question is compared with.
        var keys: [String] = []
        /// The day for which a source first gave the name in force; `nil` when it said none.
        var namedOn: CivilDay?

        static let columns = [
            (name: "name", type: "text NOT NULL"), (name: "names", type: "text NOT NULL"),
            (name: "identifiers", type: "text NOT NULL"),
            (name: "described", type: "text NOT NULL"),
            (name: "keys", type: "text[] NOT NULL"), (name: "named_on", type: "date"),
        ]
        static let indexes = ["USING gin (keys)"]

        func write(to row: inout CopyWriter) {
            row.put(text: name)
            row.put(json: .array(names))
            row.put(json: .array(identifiers))
            row.put(json: described.map { .object($0) } ?? .null)
            row.put(texts: keys)
            row.put(day: namedOn)
        }

        init(name: String) { self.name = name }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            name = try columns.text()
            names = try columns.json().arrayValue ?? []
            identifiers = try columns.json().arrayValue ?? []
            described = try columns.json().objectValue
            keys = try columns.texts()
            namedOn = try columns.day()
        }

        /// Takes a name; a current one unless it is of an earlier day than the one in force: a
        /// header of 2000 that is read today does not rename the company.
        mutating func take(_ named: CompanyNamed, isFirst: Bool) {
            let isEarlier = named.observedOn.flatMap { day in namedOn.map { day < $0 } } ?? false
            guard isFirst || named.kind == .current && !isEarlier, name != named.name else {
                return
            }
            name = named.name
            namedOn = named.observedOn
        }

        mutating func remember(_ key: String) {
            let key = key.lowercased()
            if !keys.contains(key) { keys.append(key) }
        }
    }

    let name = "companies"
    let version: Int64 = 4
    let types: Set<String>? = nil

    func keys(of recorded: RecordedEvent) -> [String] {
        recorded.stream.text.hasPrefix("company-") ? [recorded.stream.text] : []
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        let companyKey = recorded.stream.companyKey
        var company = row ?? Row(name: companyKey)
        if row == nil {
            for text in Self.keyTexts(of: recorded.stream) { company.remember(text) }
        }
        switch recorded.event {
        case .companyNamed(let named):
            company.take(named, isFirst: company.name == companyKey)
            company.names.add(named.comparable, named.observedOn, recorded.position)
        case .companyIdentified(let identified):
            company.identifiers.add(
                identified.comparable, identified.observedOn, recorded.position)
        case .companyDescribed(let described):
            company.described = described.comparable
        default: break
        }
        for text in Self.texts(of: recorded.event) { company.remember(text) }
        row = company
    }
}

extension Companies {
    /// What a key of ours says before the register's own number: `cik-0000320193`, `uk-01234567`.
    private static let registers = ["cik-", "uk-", "lei-", "cninfo-"]

    /// The key, and the number that it holds.
    static func keyTexts(of stream: StreamName) -> [String] {
        let key = stream.companyKey
        let register = registers.first { key.hasPrefix($0) }
        return [key] + (register.map { [String(key.dropFirst($0.count))] } ?? [])
    }

    /// What an event calls its company: names, identifiers in both forms, the name on a filing.
    static func texts(of event: FilingEvent) -> [String] {
        switch event {
        case .companyNamed(let named): [named.name]
        case .companyIdentified(let identified): [identified.normalized, identified.value]
        case .filingListed(let filing): filing.filerName.map { [$0] } ?? []
        default: []
        }
    }
}

extension [JSONValue] {
    /// Adds what a source says, unless it was said of the same day before.
    ///
    /// - Parameters:
    ///   - day: For which the source says so.
    ///   - position: Where we learned it.
    fileprivate mutating func add(_ content: JSONObject, _ day: CivilDay?, _ position: Int64) {
        var entry = content
        entry["observedOn"] = day.map { .string($0.text) }
        let isKnown = contains { known in
            var known = known.objectValue
            known?["position"] = nil
            return known == entry
        }
        if isKnown { return }
        entry["position"] = .integer(position)
        append(.object(entry))
    }
}

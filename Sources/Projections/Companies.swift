import CanonicalJSON
import EventStorage
import Filings

/// Each company with its names, aliases and identifiers, by stream; answers `find` and every
/// command's COMPANY argument.
///
/// Names that only its filings state are keys and not ``Row/names``: which of them is the newest
/// would change the row with almost every filing, so ``ReadModels`` looks it up in the filings.
struct Companies: Projection {
    struct Row: ProjectedRow {
        var name: String
        var names: [JSONValue] = []
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

        var values: [ColumnValue] {
            [
                .text(name), .json(.array(names)), .json(.array(identifiers)),
                .json(described.map { .object($0) } ?? .null), .texts(keys),
                .day(namedOn),
            ]
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
            remember(named.name)
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
    let version: Int64 = 3

    /// What a key of ours says before the register's own number: `cik-0000320193`, `uk-01234567`.
    private static let registers = ["cik-", "uk-", "lei-", "cninfo-"]

    func keys(of recorded: RecordedEvent) -> [String] {
        recorded.stream.text.hasPrefix("company-") ? [recorded.stream.text] : []
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        let companyKey = String(key.dropFirst("company-".count))
        var company = row ?? Row(name: companyKey)
        if row == nil {
            company.remember(companyKey)
            if let prefix = Self.registers.first(where: { companyKey.hasPrefix($0) }) {
                company.remember(String(companyKey.dropFirst(prefix.count)))
            }
        }
        switch recorded.event {
        case .companyNamed(let named):
            company.take(named, isFirst: company.name == companyKey)
            company.names.addOnce(.object(named.comparable))
        case .companyIdentified(let identified):
            company.remember(identified.normalized)
            company.remember(identified.value)
            company.identifiers.addOnce(.object(identified.comparable))
        case .companyDescribed(let described):
            company.described = described.comparable
        case .filingListed(let filing):
            // The name itself is asked of the filings, where the newest one is known.
            if let name = filing.filerName { company.remember(name) }
        default: break
        }
        row = company
    }
}

extension [JSONValue] {
    fileprivate mutating func addOnce(_ value: JSONValue) {
        if !contains(value) { append(value) }
    }
}

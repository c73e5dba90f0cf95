import CanonicalJSON
import EventStorage
import Filings

/// Each company with its names, aliases and identifiers, by stream; answers `find` and every
/// command's COMPANY argument.
struct Companies: Projection {
    struct Row: ProjectedRow {
        var name: String
        var names: [JSONValue] = []
        var identifiers: [JSONValue] = []
        var described: JSONObject?
        /// Names and identifiers in lower case, each once: what an exact question is compared with.
        var keys: [String] = []

        static let columns = [
            (name: "name", type: "text NOT NULL"), (name: "names", type: "text NOT NULL"),
            (name: "identifiers", type: "text NOT NULL"),
            (name: "described", type: "text NOT NULL"),
            (name: "keys", type: "text[] NOT NULL"),
        ]
        static let indexes = ["USING gin (keys)"]

        var values: [ColumnValue] {
            [
                .text(name), .json(.array(names)), .json(.array(identifiers)),
                .json(described.map { .object($0) } ?? .null), .texts(keys),
            ]
        }

        init(name: String) { self.name = name }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            name = try columns.text()
            names = try columns.json().arrayValue ?? []
            identifiers = try columns.json().arrayValue ?? []
            described = try columns.json().objectValue
            keys = try columns.texts()
        }

        mutating func remember(_ key: String) {
            let key = key.lowercased()
            if !keys.contains(key) { keys.append(key) }
        }
    }

    let name = "companies"
    let version: Int64 = 1

    func keys(of recorded: RecordedEvent) -> [String] {
        recorded.stream.text.hasPrefix("company-") ? [recorded.stream.text] : []
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        let companyKey = String(key.dropFirst("company-".count))
        var company = row ?? Row(name: companyKey)
        if row == nil { company.remember(companyKey) }
        switch recorded.event {
        case .companyNamed(let named):
            if named.kind == .current || company.name == companyKey { company.name = named.name }
            company.remember(named.name)
            company.names.addOnce(.object(named.comparable))
        case .companyIdentified(let identified):
            company.remember(identified.normalized)
            company.remember(identified.value)
            company.identifiers.addOnce(.object(identified.comparable))
        case .companyDescribed(let described):
            company.described = described.comparable
        case .filingListed, .claimAsserted, .unknown:
            break
        }
        row = company
    }
}

extension [JSONValue] {
    fileprivate mutating func addOnce(_ value: JSONValue) {
        if !contains(value) { append(value) }
    }
}

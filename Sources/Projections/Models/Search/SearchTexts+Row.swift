import EventStorage
import Filings
import Postgres

extension SearchTexts {
    /// One searchable text, a line for each thing that is said.
    struct Row: ProjectedRow {
        /// What the row is of; the words are stored.
        enum Kind: String {
            case company, claim, filing
        }

        var company: String
        var kind: String
        /// Of a company the first thing that it was called: what it is called now can depend on
        /// days, see ``Companies``.
        var title: String
        /// In lower case by Unicode's rules, here and not in the server: its locale does not
        /// matter then.
        var lines: [String] = []

        static let columns = [
            (name: "company", type: "text NOT NULL COLLATE \"C\""),
            (name: "kind", type: "text NOT NULL COLLATE \"C\""),
            (name: "title", type: "text NOT NULL"), (name: "folded", type: "text NOT NULL"),
        ]
        static let generated = [
            """
            words tsvector GENERATED ALWAYS AS \
            (pg_catalog.to_tsvector('pg_catalog.simple'::pg_catalog.regconfig, folded)) STORED
            """
        ]
        static let indexes = ["USING gin (words)", "USING gin (folded gin_trgm_ops)"]

        func write(to row: inout CopyWriter) {
            row.put(text: company)
            row.put(text: kind)
            row.put(text: title)
            row.put(text: lines.joined(separator: "\n"))
        }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            company = try columns.text()
            kind = try columns.text()
            title = try columns.text()
            lines = try columns.text().split(separator: "\n").map { String($0) }
        }

        init(companyOf stream: StreamName) {
            company = stream.text
            kind = Kind.company.rawValue
            title = ""
            for key in Companies.keyTexts(of: stream) { add(key) }
        }

        init(_ company: String, _ claim: Claim) {
            self.company = company
            kind = Kind.claim.rawValue
            title = Self.oneLine(claim.title)
            for text in claim.searchable { add(text) }
        }

        /// - Returns: `nil` without a title.
        init?(_ company: String, filingTitle: String?) {
            guard let filingTitle else { return nil }
            self.company = company
            kind = Kind.filing.rawValue
            title = Self.oneLine(filingTitle)
            add(filingTitle)
        }

        /// Adds a line, if it is not there.
        mutating func add(_ text: String) {
            if title.isEmpty { title = Self.oneLine(text) }
            let line = Self.folded(text)
            if !line.isEmpty, !lines.contains(line) { lines.append(line) }
        }

        /// A text as it is compared: in lower case and on one line.
        static func folded(_ text: String) -> String { oneLine(text.lowercased()) }

        private static func oneLine(_ text: String) -> String {
            guard text.unicodeScalars.contains(where: { $0.value < 0x20 }) else { return text }
            var line = String.UnicodeScalarView()
            for scalar in text.unicodeScalars { line.append(scalar.value < 0x20 ? " " : scalar) }
            return String(line)
        }
    }
}

extension Claim {
    /// What a reader would remember of it: our words, the source's, and all names.
    fileprivate var searchable: [String] {
        var texts = [title, source.quote, place, note, attribution, milestone?.name]
        texts += parties.map(\.name) + names.map(\.name) + backing.map(\.quote)
        texts += [relation?.subject.name, relation?.object.name, date?.quoted, amount?.quoted]
        texts += [source.title, source.publisher, source.author, id]
        return texts.compactMap(\.self)
    }
}

import CanonicalJSON
import EventStorage
import Filings
import Postgres

extension ReadModels {
    /// The companies that a text names: the exact ones when there are any, else those that are
    /// called by all of its words, then those with a name that has it somewhere. Capitals do not
    /// count; a CIK may lack its zeros.
    ///
    /// A company that no register has named yet is called as its newest filing calls it.
    ///
    /// - Parameters:
    ///   - position: As of that position; `nil` for now.
    ///   - most: At most so many of those that are not exact, in the order of the log.
    public func companies(
        matching text: String, at position: Int64? = nil, most: Int = .max
    ) async throws(EventStoreError) -> [Company] {
        let asked = text.lowercased()
        let digits = asked.allSatisfy(\.isNumber) && asked.utf8.count <= 10
        let padded = String(repeating: "0", count: max(0, 10 - asked.utf8.count)) + asked
        let exact = digits ? [asked, padded] : [asked]
        let found = try await companies(where: "c.keys && \(exact)", at: position) { _ in .exact }
        if !found.isEmpty { return found }
        let matches = try await matches(
            of: text, kinds: [.company], at: position, most: most)
        return try await companies(found: matches, at: position)
    }

    /// The companies that are called something that is spelt much like a text, the nearest first.
    public func companies(
        spelledLike text: String, at position: Int64? = nil, most: Int = 10
    ) async throws(EventStoreError) -> [Company] {
        let matches = try await similar(
            to: text, kinds: [.company], at: position, threshold: Self.likeOfNames, most: most)
        let found = try await companies(found: matches, at: position)
        let places = Dictionary(
            matches.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { one, _ in one })
        return found.sorted { places[$0.stream.text] ?? 0 < places[$1.stream.text] ?? 0 }
    }

    /// The company of a stream; `nil` when nothing of it is recorded.
    public func company(
        _ stream: StreamName, at position: Int64? = nil
    ) async throws(EventStoreError) -> Company? {
        try await companies(where: "c.key = \(stream.text)", at: position) { _ in .exact }.first
    }

    /// Companies by their key, for lists: the next ones after a key.
    ///
    /// - Parameter key: As ``Company/key``; empty for the first ones.
    public func companies(
        afterKey key: String, most: Int, at position: Int64? = nil
    ) async throws(EventStoreError) -> [Company] {
        // Of a company's stream the key is the rest of the name.
        let name = "company-" + key
        let found = try await companies(
            where: """
                c.key COLLATE "C" IN (
                    SELECT k.key FROM annals_read.companies k
                    WHERE k.key COLLATE "C" > \(name) AND \(Self.holds("k", at: position))
                    ORDER BY k.key COLLATE "C" LIMIT \(most))
                """, at: position
        ) { _ in .exact }
        return found.sorted { $0.key < $1.key }
    }

    /// The name that a company had on a day; `nil` when nothing tells, see ``NameOnDay``.
    public func name(
        of stream: StreamName, on day: CivilDay, at position: Int64? = nil
    ) async throws(EventStoreError) -> NameOnDay? {
        try await company(stream, at: position)?.name(on: day)
    }

    /// By match, name and key.
    private func companies(
        found matches: [TextMatch], at position: Int64?
    ) async throws(EventStoreError) -> [Company] {
        if matches.isEmpty { return [] }
        let ways = Dictionary(
            matches.map { ($0.key, $0.match) }, uniquingKeysWith: { one, _ in one })
        let found = try await companies(
            where: "c.key = ANY (\(matches.map(\.key)))", at: position
        ) { ways[$0] ?? .part }
        let order = found.enumerated().sorted { ($0.1.match, $0.0) < ($1.1.match, $1.0) }
        return order.map(\.element)
    }

    /// By name and key. Of the filings of companies without names the newest one that states the
    /// filer's is read.
    private func companies(
        where condition: SQL, at position: Int64?, match: (String) -> Match
    ) async throws(EventStoreError) -> [Company] {
        let rows = try await query(
            """
            SELECT c.key, coalesce(f.filer_name, c.name), c.names, c.identifiers, c.described,
                c.keys, c.named_on
            FROM annals_read.companies c LEFT JOIN LATERAL (
                SELECT filer_name FROM annals_read.filings f
                WHERE c.names = '[]' AND f.company = c.key AND f.filer_name IS NOT NULL
                    AND \(Self.holds("f", at: position))
                ORDER BY f.filed_on DESC, f.position DESC LIMIT 1
            ) f ON true
            WHERE \(Self.holds("c", at: position)) AND \(condition)
            ORDER BY 2, 1
            """)
        var companies: [Company] = []
        for row in rows {
            var columns = ColumnReader(row, from: 0)
            let key = try columns.text()
            let found = try Companies.Row(&columns)
            companies.append(
                Company(
                    stream: StreamName(stored: key), name: found.name,
                    names: found.names.compactMap(\.objectValue),
                    identifiers: found.identifiers.compactMap(\.objectValue),
                    described: found.described, match: match(key)))
        }
        return companies
    }

    /// Whether a row of the table held at a position; without one, whether it holds now.
    static func holds(_ table: StaticString, at position: Int64?) -> SQL {
        guard let position else { return "\(raw: "\(table)").to_position IS NULL" }
        return """
            (\(raw: "\(table)").from_position <= \(position)
                AND (\(raw: "\(table)").to_position IS NULL
                    OR \(raw: "\(table)").to_position > \(position)))
            """
    }
}

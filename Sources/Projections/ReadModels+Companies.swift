import CanonicalJSON
import EventStorage
import Filings
import Postgres

extension ReadModels {
    /// The companies that a text names: the exact ones when there are any, else those with a name
    /// that contains it. Capitals do not count; a CIK may lack its zeros.
    ///
    /// A company that no register has named yet is called as its newest filing calls it.
    ///
    /// - Parameter position: As of that position; `nil` for now.
    public func companies(
        matching text: String, at position: Int64? = nil
    ) async throws(EventStoreError) -> [Company] {
        let asked = text.lowercased()
        let digits = asked.allSatisfy(\.isNumber) && asked.utf8.count <= 10
        let padded = String(repeating: "0", count: max(0, 10 - asked.utf8.count)) + asked
        let exact = digits ? [asked, padded] : [asked]
        let found = try await companies(where: "keys && \(exact)", exact: true, at: position)
        if !found.isEmpty { return found }
        return try await companies(
            where: "EXISTS (SELECT FROM unnest(keys) k WHERE strpos(k, \(asked)) > 0)",
            exact: false, at: position)
    }

    /// Of the filings of companies without names the newest one that states the filer's is read.
    private func companies(
        where condition: SQL, exact: Bool, at position: Int64?
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
        return try rows.map { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            let key = try columns.text()
            let found = try Companies.Row(&columns)
            return Company(
                stream: StreamName(stored: key), name: found.name,
                names: found.names.compactMap(\.objectValue),
                identifiers: found.identifiers.compactMap(\.objectValue),
                described: found.described, isExact: exact)
        }
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

import CanonicalJSON
import EventStorage
import Filings
import Postgres

extension ReadModels {
    /// A company's filings, oldest first; those of one day in the order of their listing.
    ///
    /// - Returns: The records, those of delisted filings among them; without links of amendments,
    ///   see ``AmendmentLinks``.
    public func filings(
        of company: StreamName, at position: Int64? = nil
    ) async throws(EventStoreError) -> [JSONObject] {
        let rows = try await query(
            """
            SELECT f.record FROM annals_read.filings f
            WHERE f.company = \(company.text) AND \(Self.holds("f", at: position))
            ORDER BY f.filed_on, f.position
            """)
        return try await TwoCores.read(rows) { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            return try columns.json().objectValue ?? [:]
        }
    }

    /// A filing in one filer's stream.
    public struct FilingPlace: Hashable, Sendable {
        public let stream: StreamName
        /// The source key of its listing.
        public let id: String
    }

    /// Where the filings with a register's own number are, one for each filer and form, in the
    /// order of the log.
    public func places(
        ofAccession accession: String, at position: Int64? = nil
    ) async throws(EventStoreError) -> [FilingPlace] {
        let rows = try await query(
            """
            SELECT f.company, f.key FROM annals_read.filings f
            WHERE f.accession = \(accession) AND \(Self.holds("f", at: position))
            ORDER BY f.position
            """)
        return try rows.map { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            let company = try columns.text()
            let key = try columns.text()
            return FilingPlace(
                stream: StreamName(stored: company), id: String(key.dropFirst(company.count + 1)))
        }
    }
}

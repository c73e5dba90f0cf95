import CanonicalJSON
import EventStorage
import Filings
import Postgres

extension ReadModels {
    /// A claim, or a filing to which its register gives a title, that says what was looked for.
    public struct FoundText: Equatable, Sendable {
        /// As `timeline` prints it.
        public let record: JSONObject
        public let match: Match
    }

    /// Claims and titled filings of any company that have all words of a text, then those that have
    /// it as a part; each in the order of the log.
    ///
    /// - Parameters:
    ///   - text: Capitals do not count.
    ///   - asOf: Only what may have been public by that day; `nil`: all.
    public func texts(
        matching text: String, at position: Int64? = nil, asOf: CivilDay? = nil, most: Int = 100
    ) async throws(EventStoreError) -> [FoundText] {
        let matches = try await matches(
            of: text, kinds: [.claim, .filing], at: position, asOf: asOf, most: most)
        return try await lines(of: matches, at: position)
    }

    /// Claims and titled filings with words that are spelt much like a text, the nearest first.
    public func texts(
        spelledLike text: String, at position: Int64? = nil, asOf: CivilDay? = nil, most: Int = 10
    ) async throws(EventStoreError) -> [FoundText] {
        let matches = try await similar(
            to: text, kinds: [.claim, .filing], at: position, asOf: asOf,
            threshold: Self.likeOfTexts, most: most)
        return try await lines(of: matches, at: position)
    }

    private func lines(
        of matches: [TextMatch], at position: Int64?
    ) async throws(EventStoreError) -> [FoundText] {
        if matches.isEmpty { return [] }
        let rows = try await query(
            """
            SELECT t.key, coalesce(t.record, f.record)
            FROM annals_read.timeline t LEFT JOIN annals_read.filings f
                ON t.record IS NULL AND f.key = t.key AND \(Self.holds("f", at: position))
            WHERE t.key = ANY (\(matches.map(\.key))) AND \(Self.holds("t", at: position))
            """)
        var records: [String: JSONObject] = [:]
        for row in rows {
            var columns = ColumnReader(row, from: 0)
            let key = try columns.text()
            records[key] = try columns.optionalJSON()?.objectValue
        }
        return matches.compactMap { match in
            records[match.key].map { FoundText(record: $0, match: match.match) }
        }
    }
}

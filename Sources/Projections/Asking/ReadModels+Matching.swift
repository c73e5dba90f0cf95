import EventStorage
import Filings
import Postgres

/// Looks for texts in ``SearchTexts``: PostgreSQL's full-text index finds words, its trigram index
/// parts of words in any script and similar spellings.
extension ReadModels {
    /// A row of ``SearchTexts`` that was found.
    struct TextMatch: Equatable {
        let key: String
        let match: Match
    }

    /// How much of the trigrams of a name, or of words of another text, must be the same to be
    /// similar: PostgreSQL's `strict_word_similarity`, from 0 to 1.
    ///
    /// One letter changed in a name of ten gives 0.57, one lost of eight 0.7, one of four Chinese
    /// characters changed 0.43; in long texts much is alike by chance.
    static let likeOfNames = 0.4
    static let likeOfTexts = 0.55

    /// Texts that have all words of the asked one, then those that have it as a part, each in the
    /// order of the log.
    func matches(
        of text: String, kinds: [SearchTexts.Row.Kind], at position: Int64? = nil,
        asOf: CivilDay? = nil, most: Int = .max
    ) async throws(EventStoreError) -> [TextMatch] {
        let folded = SearchTexts.Row.folded(text)
        let hasWords: SQL = """
            s.words @@ plainto_tsquery('pg_catalog.simple'::regconfig, \(folded))
            """
        let rows = try await query(
            """
            SELECT s.key, \(hasWords) FROM annals_read.search_texts s
            WHERE (\(hasWords) OR s.folded LIKE \(Self.pattern(folded)))
                AND s.kind = ANY (\(kinds.map(\.rawValue))) AND \(Self.holds("s", at: position))
                AND \(Self.wasPublic(asOf, at: position))
            ORDER BY 2 DESC, s.from_position, s.key LIMIT \(most)
            """)
        return try rows.map { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            let key = try columns.text()
            return TextMatch(key: key, match: try columns.flag() ? .words : .part)
        }
    }

    /// Texts with words that are spelt much like the asked ones, the nearest first. Words are compared
    /// whole: a stretch that only begins like the asked one would come before the right word.
    ///
    /// - Parameter threshold: See ``likeOfNames``.
    func similar(
        to text: String, kinds: [SearchTexts.Row.Kind], at position: Int64? = nil,
        asOf: CivilDay? = nil, threshold: Double, most: Int
    ) async throws(EventStoreError) -> [TextMatch] {
        let folded = SearchTexts.Row.folded(text)
        let holds = Self.holds("s", at: position)
        let wasPublic = Self.wasPublic(asOf, at: position)
        let rows = try await perform { connection throws(DatabaseError) in
            let schema = try ProjectionTable<SearchTexts>.trigramSchema(on: connection)
            return try connection.transaction(.snapshot, throwing: DatabaseError.self) {
                connection throws(DatabaseError) in
                // The operator, which the index serves, takes its threshold from here.
                try connection.execute(
                    """
                    SELECT set_config(
                        'pg_trgm.strict_word_similarity_threshold', \("\(threshold)"), true)
                    """)
                return try connection.query(
                    """
                    SELECT s.key FROM annals_read.search_texts s
                    WHERE \(folded) OPERATOR(\(raw: schema).<<%) s.folded
                        AND s.kind = ANY (\(kinds.map(\.rawValue))) AND \(holds) AND \(wasPublic)
                    ORDER BY \(raw: schema).strict_word_similarity(\(folded), s.folded) DESC,
                        s.from_position, s.key
                    LIMIT \(most)
                    """)
            }
        }
        return try rows.map { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            return TextMatch(key: try columns.text(), match: .similar)
        }
    }

    /// Whether a line of a history may have been public by a day; companies always count.
    private static func wasPublic(_ asOf: CivilDay?, at position: Int64?) -> SQL {
        guard let asOf else { return "true" }
        return """
            (s.kind = 'company' OR EXISTS (
                SELECT FROM annals_read.timeline t
                WHERE t.key = s.key AND \(holds("t", at: position))
                    AND coalesce(t.public_from, t.public_by) <= \(DayNumber(asOf.daysSinceEpoch))))
            """
    }

    /// The pattern of LIKE for "has it somewhere".
    private static func pattern(_ text: String) -> String {
        var pattern = "%"
        for character in text.unicodeScalars {
            if ["%", "_", "\\"].contains(character) { pattern.unicodeScalars.append("\\") }
            pattern.unicodeScalars.append(character)
        }
        return pattern + "%"
    }
}

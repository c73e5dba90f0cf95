extension UncertainDate {
    /// How finely a date is told.
    public enum Precision: String, CaseIterable, Sendable {
        case instant, day, month, quarter, half, season, year, decade, century
        /// Four months of a year, EDTF's codes 37 to 39.
        case term
        /// By a convention of ours: "mid-2026", "early July".
        case vague
        /// Something that lasts: `2026-05/2026-08`.
        case interval
        /// One or all of several dates, or one bound only: `[..2026-12-31]`.
        case set
        case unknown
    }

    /// How much of a date, or of one of its components, the source said itself.
    ///
    /// Source of the six words: the rules for inferred years; the order is from strong to weak.
    public enum Status: String, CaseIterable, Sendable, Comparable {
        /// In the source's own words.
        case stated
        /// Inferred, and another source says the same.
        case corroborated
        /// Computed from other stated facts.
        case derived
        /// Follows by a named rule from the source's context.
        case inferred
        /// Set by a named convention.
        case assumed
        case unknown

        public static func < (one: Status, other: Status) -> Bool {
            one.strength < other.strength
        }

        private var strength: Int { Self.allCases.reversed().firstIndex(of: self) ?? 0 }
    }
}

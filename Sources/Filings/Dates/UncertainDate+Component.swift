extension UncertainDate {
    /// The year, month or day of a date, and how it is known.
    ///
    /// A component that is not stated names its rule and its inputs, so that it can be computed
    /// again when an input changes.
    public struct Component: Equatable, Hashable, Sendable {
        /// The value, or the preferred one of ``candidates``; `nil` when none is preferred.
        public var value: Int?
        public var status: Status
        /// The named and versioned rule: `nearest-past-month@1`.
        public var rule: String?
        /// What the rule used: `S1.published>=2024-06-12 via F21`.
        public var inputs: [String]
        /// What was assumed beyond the inputs, in one phrase.
        public var assumption: String?
        /// Every value that is possible, ascending; empty when there is no choice.
        public var candidates: [Int]
        public var corroboratedBy: [Corroboration]

        public init(
            value: Int? = nil, status: Status, rule: String? = nil, inputs: [String] = [],
            assumption: String? = nil, candidates: [Int] = [],
            corroboratedBy: [Corroboration] = []
        ) {
            self.value = value
            self.status = status
            self.rule = rule
            self.inputs = inputs
            self.assumption = assumption
            self.candidates = candidates
            self.corroboratedBy = corroboratedBy
        }

        public static func stated(_ value: Int) -> Component {
            Component(value: value, status: .stated)
        }

        public static var unknown: Component { Component(status: .unknown) }
    }

    /// Another source that agrees, in its own words.
    public struct Corroboration: Equatable, Hashable, Sendable {
        public var source: String
        public var quote: String?
        /// When it was published, as EDTF.
        public var published: String?

        public init(source: String, quote: String? = nil, published: String? = nil) {
            self.source = source
            self.quote = quote
            self.published = published
        }
    }
}

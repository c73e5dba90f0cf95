import CanonicalJSON
import Filings

extension ReadModels {
    /// How a question led to what was found, the best first.
    public enum Match: String, Comparable, CaseIterable, Sendable {
        /// The whole question is one of its names or identifiers.
        case exact
        /// It has every word of the question.
        case words
        /// It has the question somewhere, also within a word.
        case part
        /// It has something that is spelt much the same.
        case similar

        public static func < (one: Match, other: Match) -> Bool { one.place < other.place }

        private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// A company and how it was found.
    public struct Company: Equatable, Sendable {
        public let stream: StreamName
        public let name: String
        /// All names in the order in which they were recorded: the members of ``CompanyNamed``, and
        /// `position`, where we learned it. One comes again for another day of observation.
        public let names: [JSONObject]
        /// As ``names``, of ``CompanyIdentified``.
        public let identifiers: [JSONObject]
        public let described: JSONObject?
        public let match: Match

        /// The whole question was one of its names or identifiers.
        public var isExact: Bool { match == .exact }

        /// `cik-0000320193`, `innotron`.
        public var key: String { stream.companyKey }

        /// The company before anything of it was recorded.
        public var withoutNames: Company {
            Company(
                stream: stream, name: key, names: [], identifiers: [], described: nil,
                match: match)
        }
    }
}

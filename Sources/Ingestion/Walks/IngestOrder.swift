import Filings

/// What a user asks of a register over the network; each source takes what it understands.
public struct IngestOrder: Equatable, Sendable {
    /// As the register names them: CIKs, company numbers, stock codes, LEIs; those of a watch list
    /// among them.
    public var companies: [String] = []
    /// Single filings, as the register names them: `320193/0000320193-24-000123`.
    public var filings: [String] = []
    /// Whole addresses, for sources that have no register of their own.
    public var addresses: [String] = []
    /// `--day`, or `--since` with `--until`; both ends count.
    public var days: ClosedRange<CivilDay>?
    public var quarters: [YearQuarter] = []
    /// Which of several forms of the same content: `master`, `form`, `company`.
    public var variant: String?
    /// Everything the register offers in one file.
    public var isBulk = false
    /// Go on reading what the register announces, until told to stop.
    public var isLive = false
    /// Another server with the same paths, `http://127.0.0.1:8080`: a mirror, or a test's.
    public var server: String?
    /// The present; a clock passed in.
    public var now: Instant

    public init(now: Instant) { self.now = now }

    /// Whether nothing says what of the register is wanted.
    public var isEmpty: Bool {
        companies.isEmpty && filings.isEmpty && days == nil && quarters.isEmpty && !isBulk
    }
}

/// A quarter of a year: `2020-Q1`.
public struct YearQuarter: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let year: Int
    /// 1 to 4.
    public let quarter: Int

    public init?(year: Int, quarter: Int) {
        guard (1...4).contains(quarter), (1993...9999).contains(year) else { return nil }
        self.year = year
        self.quarter = quarter
    }

    /// Reads `2020-Q1`, `2020Q1` and `2020-QTR1`, capitals or not.
    public init?(_ text: String) {
        let letters = text.uppercased().filter { $0 != "-" && $0 != "T" && $0 != "R" }
        let parts = letters.split(separator: "Q", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, let year = Int(parts[0]),
            let quarter = Int(parts[1]), parts[1].count == 1
        else { return nil }
        self.init(year: year, quarter: quarter)
    }

    public init(of day: CivilDay) {
        year = day.year
        quarter = (day.month + 2) / 3
    }

    public var description: String { "\(year)-Q\(quarter)" }

    public var firstDay: CivilDay {
        CivilDay(year: year, month: quarter * 3 - 2, day: 1) ?? CivilDay(daysSinceEpoch: 0)
    }

    public var lastDay: CivilDay { next.firstDay.adding(days: -1) }

    public var next: YearQuarter {
        let (year, quarter) = quarter == 4 ? (year + 1, 1) : (year, quarter + 1)
        return YearQuarter(year: year, quarter: quarter) ?? self
    }

    public static func < (left: YearQuarter, right: YearQuarter) -> Bool {
        (left.year, left.quarter) < (right.year, right.quarter)
    }
}

/// The order cannot be carried out; nothing was asked of the register.
public enum OrderError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The source needs to be told what to read.
    case missing(source: String, hint: String)
    /// The source does not understand an option.
    case unusable(source: String, reason: String)

    public var description: String {
        switch self {
        case .missing(let source, let hint): "\(source) needs to know what to read: \(hint)."
        case .unusable(let source, let reason): "\(source): \(reason)."
        }
    }
}

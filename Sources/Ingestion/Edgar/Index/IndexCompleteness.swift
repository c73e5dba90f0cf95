import Filings

/// What one index says of the completeness of its day or quarter.
struct IndexCompleteness {
    let header: IndexHeader
    let document: String
    private var rows = 0
    private var refusals = 0
    /// How many rows each quarter has; the one under way apart, as it rarely changes.
    private var byQuarter: [YearQuarter: Int] = [:]
    private var quarter: (key: Int, of: YearQuarter)?
    private var inQuarter = 0

    init(of header: IndexHeader, document: String) {
        self.header = header
        self.document = document
    }

    mutating func count(_ row: IndexRow) {
        rows += 1
        let key = row.filedOn.year * 4 + (row.filedOn.month - 1) / 3
        if quarter?.key == key {
            inQuarter += 1
        } else {
            close()
            quarter = (key, YearQuarter(of: row.filedOn))
            inQuarter = 1
        }
    }

    mutating func countRefusal() { refusals += 1 }

    private mutating func close() {
        if let quarter { byQuarter[quarter.of, default: 0] += inQuarter }
        inQuarter = 0
    }

    /// Adds listing and coverage to the reading that ends the document.
    ///
    /// - Parameter isEnded: Whether the last line is whole.
    mutating func finish(_ reading: inout SourceReading, isEnded: Bool) {
        close()
        switch header.extent {
        case .day:
            guard let coverage = dayCoverage(isEnded: isEnded) else { return }
            reading.coverage = [coverage]
            guard coverage.state == .complete, let day = CivilDay(coverage.unit) else { return }
            // What was released on a day may be filed on any: nothing vanishes from such a list,
            // but the quarter that should have its rows is compared with it.
            reading.listing = SourceReading.Listing(
                name: "\(EdgarIndex.sourceName) \(day)", isComplete: false, days: day...day)
        case .quarter:
            guard let quarter = quarterOfFile else { return }
            let coverage = quarterCoverage(quarter, isEnded: isEnded)
            reading.coverage = [coverage]
            reading.listing = SourceReading.Listing(
                name: "\(EdgarIndex.sourceName) \(quarter)",
                isComplete: coverage.state == .complete,
                days: quarter.firstDay...quarter.lastDay)
        case .other: return
        }
    }

    /// What the rows say, for files are named wrongly and closed quarters are written again later;
    /// without rows what the name says, then the header.
    private var quarterOfFile: YearQuarter? {
        if let most = byQuarter.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            return most.value * 2 > rows ? most.key : nil
        }
        return IndexFileName(document)?.quarter
            ?? header.lastDataReceived.map { YearQuarter(of: $0) }
    }

    private func quarterCoverage(_ quarter: YearQuarter, isEnded: Bool) -> RunCoverage {
        let repair = "\(EdgarIndex.sourceName) --quarter \(quarter)"
        func gap(_ state: RunCoverage.State, _ reason: String) -> RunCoverage {
            RunCoverage(unit: "\(quarter)", state: state, reason: reason, repair: repair)
        }
        if let reason = damage(isEnded: isEnded) { return gap(.partial, reason) }
        guard let last = header.lastDataReceived else {
            return gap(.pending, "the file does not say how far it goes")
        }
        guard last >= Self.lastWeekday(of: quarter) else {
            return gap(.pending, "data received up to \(last)")
        }
        if rows == 0 { return gap(.partial, "the index of a whole quarter has no rows") }
        return RunCoverage(unit: "\(quarter)", state: .complete)
    }

    /// The day from which on a quarter's file is complete: its last day, or the Friday before.
    ///
    /// Indexes are written at night, so "Last Data Received" includes its day. No holiday of
    /// 5 U.S.C. 6103(a) is a quarter's last weekday; only New Year's Day may be observed on Friday
    /// 31 December. That day is waited for all the same: a list that lacks a day on which there
    /// were filings would make them vanish, one that is called open is read again.
    static func lastWeekday(of quarter: YearQuarter) -> CivilDay {
        let last = quarter.lastDay
        switch last.weekday {
        case .saturday: return last.adding(days: -1)
        case .sunday: return last.adding(days: -2)
        default: return last
        }
    }

    /// The file's name says which day it is of, else its header.
    private func dayCoverage(isEnded: Bool) -> RunCoverage? {
        let named = IndexFileName(document)?.day
        guard let day = named ?? header.lastDataReceived else { return nil }
        let repair = "\(EdgarIndex.sourceName) --day \(day)"
        if let reason = damage(isEnded: isEnded) {
            return RunCoverage(unit: day.text, state: .partial, reason: reason, repair: repair)
        }
        if let last = header.lastDataReceived, last != day {
            let reason = "the file says that its data are of \(last)"
            return RunCoverage(unit: day.text, state: .partial, reason: reason, repair: repair)
        }
        return RunCoverage(unit: day.text, state: .complete)
    }

    private func damage(isEnded: Bool) -> String? {
        if refusals > 0 { return refusals == 1 ? "1 row refused" : "\(refusals) rows refused" }
        return isEnded ? nil : "the file ends within a line"
    }
}

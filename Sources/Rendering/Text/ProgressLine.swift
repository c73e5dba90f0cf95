/// One line that says how far a long task is: `rebuilding  1,200 of 48,000 (2 %), 3 min left`.
public struct ProgressLine: Equatable, Sendable {
    /// What is being done: `rebuilding filings`.
    public var task: String
    public var done: Int
    /// `nil` when nobody knows.
    public var total: Int?
    public var elapsed: Duration

    public init(task: String, done: Int, total: Int? = nil, elapsed: Duration) {
        self.task = task
        self.done = done
        self.total = total
        self.elapsed = elapsed
    }

    /// The line, cut to a width from its task's end.
    public func text(width: Int, measure: CellMeasure = .init()) -> String {
        let figures = self.figures
        let room = width - measure.width(of: figures) - 2
        guard room > 0 else { return measure.truncated(figures, to: width, mark: "") }
        return measure.truncated(SafeText.visible(task), to: room, mark: "..") + "  " + figures
    }

    private var figures: String {
        guard let total, total > 0 else { return Self.grouped(done) }
        let percent = Int(Double(min(done, total)) / Double(total) * 100)
        let count = "\(Self.grouped(done)) of \(Self.grouped(total)) (\(percent) %)"
        return timeLeft.map { "\(count), \($0) left" } ?? count
    }

    /// At the rate so far; nothing in the first second, when a rate means little.
    private var timeLeft: String? {
        guard let total, done > 0, done < total, elapsed >= .seconds(1) else { return nil }
        let seconds = Double(elapsed.components.seconds) * Double(total - done) / Double(done)
        guard seconds < 1e9 else { return nil }
        return Self.spoken(seconds: Int(seconds.rounded(.up)))
    }

    static func spoken(seconds: Int) -> String {
        switch seconds {
        case ..<100: "\(seconds) s"
        case ..<5400: "\((seconds + 30) / 60) min"
        default: "\((seconds + 1800) / 3600) h"
        }
    }

    /// `48000` as `48,000`.
    public static func grouped(_ number: Int) -> String {
        var grouped = ""
        let digits = String(number.magnitude)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return (number < 0 ? "-" : "") + grouped
    }
}

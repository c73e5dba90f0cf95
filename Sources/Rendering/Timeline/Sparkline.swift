/// Counts as a row of small bars, all rows on one scale.
enum Sparkline {
    private static let bars = Array("▂▃▄▅▆▇█")

    /// One character a count.
    ///
    /// None is the lowest bar, one or more at least the second; in ASCII a dot, a digit, and `+`
    /// for ten or more.
    ///
    /// - Parameter highest: The count that the full bar stands for.
    static func text(_ counts: [Int], highest: Int, style: TimelineOptions.Style) -> String {
        String(
            counts.map { count in
                switch style {
                case .ascii: count <= 0 ? "." : count < 10 ? Character(String(count)) : "+"
                case .unicode: bar(count, highest: highest)
                }
            })
    }

    private static func bar(_ count: Int, highest: Int) -> Character {
        guard count > 0 else { return "▁" }
        let top = bars.count - 1
        return bars[min(top, (count * top + max(1, highest) - 1) / max(1, highest))]
    }
}

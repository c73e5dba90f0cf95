/// Where the parts of a timeline's lines stand.
///
/// `  date  glyph state  text … tier #position`, and on narrow terminals the text on lines of its
/// own below the rest.
struct TimelineColumns: Equatable {
    static let indent = 2
    private static let narrowestText = 30
    /// Longer lines are hard to follow across a wide screen.
    private static let widestText = 100

    let gutter: Int
    let glyph: Int
    let state: Int
    let text: Int
    let position: Int
    /// Whether the text has lines of its own.
    let isStacked: Bool

    init(rows: [TimelineRow], options: TimelineOptions) {
        let widest = options.width >= 100 ? 24 : 12
        let dates = rows.map(\.gutterWidth).filter { $0 <= widest }
        gutter = max(dates.max() ?? 0, 6)
        glyph = options.style == .unicode && options.measure.ambiguousWide ? 2 : 1
        let states = rows.map(\.stateWidth).max() ?? 0
        position = rows.reduce(2) { max($0, String($1.entry.position).utf8.count + 1) }
        let fixed = Self.indent + gutter + 1 + glyph + 1 + states + 2 + 2 + 2 + position
        let natural = rows.map(\.textWidth).max() ?? 0
        let room = options.width - fixed
        isStacked = room < min(Self.narrowestText, natural)
        state = states
        text =
            isStacked
            ? options.width - 2 * Self.indent
            : min(room, max(natural, Self.narrowestText), Self.widestText)
    }

    /// The cells before the text.
    var beforeText: Int {
        isStacked ? 2 * Self.indent : Self.indent + gutter + 1 + glyph + 1 + state + 2
    }

    /// The cells of a whole line.
    var lineWidth: Int { beforeText + text + (isStacked ? 0 : 2 + referenceWidth) }

    var referenceWidth: Int { 2 + position }

    /// Tier and position, which end a row's first line: `P  #3`.
    func reference(_ row: TimelineRow, _ options: TimelineOptions) -> String {
        let number = options.measure.padded(
            "#\(row.entry.position)", to: position, .trailing)
        return (row.entry.tier?.rawValue ?? " ") + " " + options.ink.paint(number, .dim)
    }
}

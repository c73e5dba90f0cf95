/// What a timeline is drawn with.
public struct TimelineOptions: Equatable, Sendable {
    public enum Style: String, CaseIterable, Sendable {
        case unicode
        /// Only 7-bit characters, in names and titles too: see ``SafeText/ascii(_:)``.
        case ascii
    }

    public enum Dates: String, CaseIterable, Sendable {
        /// `28 Mar`, `[Jun]~y`.
        case words
        /// `2024-03-28`, `2024?-06`.
        case edtf
    }

    /// Of the terminal, in cells; what is below 30 is taken as 30.
    public var width: Int
    public var style: Style
    public var measure: CellMeasure
    public var colour: Bool
    public var dates: Dates

    public init(
        width: Int = 80, style: Style = .unicode, ambiguousWide: Bool = false,
        colour: Bool = false, dates: Dates = .words
    ) {
        self.width = max(30, width)
        self.style = style
        measure = CellMeasure(ambiguousWide: ambiguousWide)
        self.colour = colour
        self.dates = dates
    }

    var ink: Ink { Ink(colour: colour) }

    /// Text from outside as this drawing may show it.
    func safe(_ text: String) -> String {
        style == .ascii ? SafeText.ascii(text) : SafeText.visible(text)
    }

    /// Box and block characters are drawn when each takes one cell.
    var drawsBoxes: Bool { style == .unicode && !measure.ambiguousWide }
}

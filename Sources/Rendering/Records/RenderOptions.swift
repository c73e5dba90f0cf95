/// What the place that a result goes to can show.
public struct RenderOptions: Equatable, Sendable {
    /// Cells of a line; `nil` for no limit, as in a pipe.
    public var width: Int?
    public var measure: CellMeasure
    public var colour: Bool
    /// Only 7-bit characters in tables, in data too: see ``SafeText/ascii(_:)``.
    public var ascii: Bool
    /// One field a line, as psql's `\x`.
    public var expanded: Bool
    /// Whether a terminal reads the text. Then csv shows control characters instead of holding
    /// them, and json writes them as `\u` escapes: the same value, no longer the canonical bytes.
    public var terminal: Bool

    public init(
        width: Int? = nil, ambiguousWide: Bool = false, colour: Bool = false, ascii: Bool = false,
        expanded: Bool = false, terminal: Bool = false
    ) {
        self.width = width
        measure = CellMeasure(ambiguousWide: ambiguousWide)
        self.colour = colour
        self.ascii = ascii
        self.expanded = expanded
        self.terminal = terminal
    }

    var ink: Ink { Ink(colour: colour) }

    /// Text from outside as a table may show it.
    func safe(_ text: String) -> String {
        ascii ? SafeText.ascii(text) : SafeText.visible(text)
    }
}

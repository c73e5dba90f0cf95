/// How many cells of a terminal's line a text takes.
///
/// Source: UAX #11 for wide, narrow and ambiguous characters; UTS #51 for emoji. What is drawn over
/// the cell before it (marks, joiners) takes none. Terminals differ in emoji that are sequences:
/// here they take two cells, as those with current fonts draw them.
public struct CellMeasure: Equatable, Sendable {
    /// Whether what East Asian fonts draw wide (bullets, box lines, Greek) takes two cells.
    public var ambiguousWide: Bool

    public init(ambiguousWide: Bool = false) {
        self.ambiguousWide = ambiguousWide
    }

    public func width(of text: some StringProtocol) -> Int {
        if text.isPlain { return text.utf8.count }
        return text.reduce(0) { $0 + width(of: $1) }
    }

    public func width(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if scalars.index(after: scalars.startIndex) == scalars.endIndex {
            return width(of: first)
        }
        if first.value > 0xFF, first.properties.isEmoji, scalars.contains(where: Self.makesEmoji) {
            return 2
        }
        return scalars.reduce(0) { $0 + width(of: $1) }
    }

    /// Control characters take none: they are shown by ``SafeText`` before anything is measured.
    public func width(of scalar: Unicode.Scalar) -> Int {
        let code = scalar.value
        switch code {
        case 0x20...0x7E: return 1
        case 0x4E00...0x9FFF, 0xAC00...0xD7A3: return 2
        case 0..<0x20, 0x7F..<0xA0: return 0
        default: break
        }
        if Self.takesNoCell(scalar) { return 0 }
        if WidthTables.contains(code, in: WidthTables.wide) { return 2 }
        return ambiguousWide && WidthTables.contains(code, in: WidthTables.ambiguous) ? 2 : 1
    }

    /// A variation selector for emoji, a joiner or a skin tone.
    private static func makesEmoji(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFE0F, 0x200D, 0x1F3FB...0x1F3FF: true
        default: false
        }
    }

    /// Marks, format characters, and the vowels and finals of Hangul that join the initial.
    private static func takesNoCell(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD: return false
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator:
            return true
        default: return false
        }
    }
}

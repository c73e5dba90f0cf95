/// Breaks texts into lines of a width, greedily.
///
/// A break is allowed at spaces and between ideographs. Pieces that belong together (a date, an
/// amount, closing punctuation and what it closes) form a group; a group is broken only when a line
/// of its own is too narrow for it.
struct Wrapping {
    private struct Piece {
        var text: Substring
        var width: Int
        var spaceBefore: Bool
    }

    let measure: CellMeasure
    let width: Int
    private var lines: [String] = []
    private var line = ""
    private var lineWidth = 0
    private var group: [Piece] = []

    /// - Parameter width: Of a line, in cells; below one is taken as one.
    init(measure: CellMeasure, width: Int) {
        self.measure = measure
        self.width = max(1, width)
    }

    /// Appends a text after a space.
    ///
    /// - Parameter whole: Keep it in one piece, whatever it says.
    mutating func append(_ text: String, whole: Bool = false) {
        var previous: Substring?
        for word in Self.words(of: text) {
            let joined = previous.map { whole || Cohesion.joins($0, word) } ?? false
            append(word: word, joined: joined, whole: whole)
            previous = word
        }
    }

    /// Split at spaces; by bytes where that cannot split a grapheme, which is faster.
    private static func words(of text: String) -> [Substring] {
        guard text.isPlain else { return text.split(separator: " ") }
        return text.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
    }

    mutating func finish() -> [String] {
        place()
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// Splits a word where ideographs allow it and adds the parts to groups.
    private mutating func append(word: Substring, joined: Bool, whole: Bool) {
        if !joined { place() }
        let isPlain = word.isPlain
        if whole || isPlain {
            let width = isPlain ? word.utf8.count : measure.width(of: word)
            return group.append(Piece(text: word, width: width, spaceBefore: true))
        }
        for (index, part) in Cohesion.parts(of: word).enumerated() {
            if index > 0 { place() }
            group.append(
                Piece(text: part, width: measure.width(of: part), spaceBefore: index == 0))
        }
    }

    /// Puts the group on the line, or on the next one, or in pieces on several.
    private mutating func place() {
        defer { group.removeAll(keepingCapacity: true) }
        guard let first = group.first else { return }
        let gap = first.spaceBefore && !line.isEmpty ? 1 : 0
        var total = first.width
        for piece in group.dropFirst() { total += piece.width + (piece.spaceBefore ? 1 : 0) }
        if total <= width {
            if lineWidth + gap + total > width { breakLine() }
            for piece in group { put(piece) }
        } else {
            for piece in group { placeAlone(piece) }
        }
    }

    private mutating func placeAlone(_ piece: Piece) {
        let gap = piece.spaceBefore && !line.isEmpty ? 1 : 0
        if lineWidth + gap + piece.width > width { breakLine() }
        guard piece.width > width else { return put(piece) }
        var rest = piece.text
        while !rest.isEmpty {
            var head = measure.beginning(of: rest, within: width)
            if head.isEmpty { head = rest.prefix(1) }
            rest = rest[head.endIndex...]
            put(Piece(text: head, width: measure.width(of: head), spaceBefore: false))
            if !rest.isEmpty { breakLine() }
        }
    }

    private mutating func put(_ piece: Piece) {
        if piece.spaceBefore && !line.isEmpty {
            line += " "
            lineWidth += 1
        }
        line += piece.text
        lineWidth += piece.width
    }

    private mutating func breakLine() {
        guard !line.isEmpty else { return }
        lines.append(line)
        line = ""
        lineWidth = 0
    }
}

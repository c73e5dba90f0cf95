/// Fits texts into cells without ever splitting a grapheme.
extension CellMeasure {
    public enum Alignment: Sendable { case leading, trailing }

    /// The text with spaces up to a width; a text that is already wider comes back unchanged.
    public func padded(
        _ text: String, to width: Int, _ alignment: Alignment = .leading
    ) -> String {
        padded(text, self.width(of: text), to: width, alignment)
    }

    /// As above, for a text whose width is known.
    func padded(
        _ text: String, _ known: Int, to width: Int, _ alignment: Alignment = .leading
    ) -> String {
        let missing = width - known
        guard missing > 0 else { return text }
        let spaces = Blank.cells(missing)
        return alignment == .leading ? text + spaces : spaces + text
    }

    /// The text, or as much of its beginning as fits with a mark at its end.
    ///
    /// - Parameter mark: What says that something is missing; left out where even it does not fit.
    public func truncated(_ text: String, to width: Int, mark: String = "…") -> String {
        guard self.width(of: text) > width else { return text }
        let markWidth = self.width(of: mark)
        guard markWidth <= width else { return "" }
        return String(beginning(of: text[...], within: width - markWidth)) + mark
    }

    /// The text in lines that are at most a width wide: broken at spaces and between ideographs,
    /// inside a word only when the word alone is too wide. Amounts and dates stay in one piece.
    ///
    /// - Returns: At least one line; an empty one for an empty text.
    public func wrapped(_ text: String, to width: Int) -> [String] {
        var wrapping = Wrapping(measure: self, width: width)
        wrapping.append(text)
        return wrapping.finish()
    }

    /// The longest beginning that fits.
    func beginning(of text: Substring, within width: Int) -> Substring {
        var used = 0
        var end = text.startIndex
        for index in text.indices {
            used += self.width(of: text[index])
            if used > width { break }
            end = text.index(after: index)
        }
        return text[..<end]
    }
}

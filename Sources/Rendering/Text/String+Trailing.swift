extension String {
    /// Without the spaces at its end, which make copied text and diffs noisy.
    var withoutTrailingSpaces: String {
        var view = self[...].utf8
        while view.last == UInt8(ascii: " ") { view.removeLast() }
        return String(Substring(view))
    }
}

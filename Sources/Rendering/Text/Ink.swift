/// Colours and weights, or none at all. They repeat what words and glyphs say.
///
/// Source: ECMA-48, 5th edition, section 8.3.117, "SGR".
struct Ink: Equatable {
    enum Shade: String {
        case bold = "1"
        case dim = "2"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
    }

    let colour: Bool

    /// The text in a shade that ends with it; unchanged without colour and when empty.
    func paint(_ text: String, _ shade: Shade?) -> String {
        guard colour, let shade, !text.isEmpty else { return text }
        return "\u{1b}[\(shade.rawValue)m\(text)\u{1b}[0m"
    }
}

/// Makes text from outside safe to show.
///
/// Names and titles come from registers of others. A control character in one could move the
/// cursor, change colours or the window's title; a bidirectional override could make a text read as
/// another ("Trojan Source", CVE-2021-42574). Both are shown as what they are.
public enum SafeText {
    /// The text with every character that acts instead of being seen written out: `\t`, `\n`, `\r`,
    /// `\x1b`, `\u{202e}`. A backslash of the text itself stays, so this cannot be read back.
    public static func visible(_ text: String) -> String {
        if text.isPlain { return text }
        return escaping(text, backslash: false)
    }

    /// As ``visible(_:)``, and backslashes are doubled: every text can be read back.
    static func reversible(_ text: String) -> String {
        if text.isPlain, !text.utf8.contains(0x5C) { return text }
        return escaping(text, backslash: true)
    }

    /// As ``visible(_:)``, in 7-bit characters only: common signs in their ASCII spelling (`>=`,
    /// quotes, dashes), every other character as `\u{957f}`.
    public static func ascii(_ text: String) -> String {
        if text.isPlain { return text }
        var ascii = ""
        for scalar in escaping(text, backslash: false).unicodeScalars {
            if scalar.isASCII {
                ascii.unicodeScalars.append(scalar)
            } else {
                ascii += spelling(of: scalar) ?? escape(scalar)
            }
        }
        return ascii
    }

    /// Whether a terminal may act on it, or it hides what the text says.
    ///
    /// Control characters, line and paragraph separators, bidirectional embeddings, overrides and
    /// isolates, the byte order mark, interlinear annotations, tags. Marks that names need stay:
    /// joiners, direction marks.
    public static func acts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            true
        default: false
        }
    }

    private static func escaping(_ text: String, backslash: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": escaped += "\\t"
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            case "\\": escaped += backslash ? "\\\\" : "\\"
            case _ where acts(scalar): escaped += escape(scalar)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func spelling(of scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "≥": ">="
        case "≤": "<="
        case "≈": "~"
        case "×": "x"
        case "“", "”", "„": "\""
        case "‘", "’": "'"
        case "‐", "‑", "–", "—", "−": "-"
        case "…": "..."
        case "•", "·": "*"
        case "\u{a0}", "\u{202f}", "\u{3000}": " "
        default: nil
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        if scalar.value < 0x100 { return "\\x" + (digits.count < 2 ? "0" : "") + digits }
        return "\\u{\(digits)}"
    }
}

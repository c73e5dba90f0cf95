/// Text as XML and HTML take it.
enum Markup {
    /// With the characters that mean something replaced, and without those that XML 1.0 forbids.
    ///
    /// Source: Extensible Markup Language 1.0, fifth edition, section 2.2.
    static func text(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            case "\t", "\n", "\r": safe.unicodeScalars.append(scalar)
            default:
                let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                let isForbidden = isControl || scalar.value == 0xFFFE || scalar.value == 0xFFFF
                safe.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
            }
        }
        return safe
    }

    /// Only what a browser may follow without harm becomes a link.
    static func link(_ url: String) -> String {
        let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
        return isWeb ? "<a href=\"\(text(url))\">\(text(url))</a>" : text(url)
    }
}

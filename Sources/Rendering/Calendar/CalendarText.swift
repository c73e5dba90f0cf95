import Filings

/// A calendar in the iCalendar format.
///
/// Source: RFC 5545: content lines of at most 75 octets (3.1), TEXT with escapes (3.3.11), all-day
/// events whose end is the day after the last one (3.6.1).
public enum CalendarText {
    /// - Parameter name: What calendar programs show.
    public static func text(_ events: [CalendarEvent], name: String) -> String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Annals//Annals 0.1//EN",
            "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:" + escaped(name),
        ]
        for event in events { lines += self.lines(of: event) }
        lines.append("END:VCALENDAR")
        return lines.map { folded($0) + "\r\n" }.joined()
    }

    private static func lines(of event: CalendarEvent) -> [String] {
        var lines = [
            "BEGIN:VEVENT", "UID:" + escaped(event.id) + "@annals",
            "DTSTAMP:" + stamp(event.recordedAt), "SEQUENCE:\(event.sequence)",
            "DTSTART;VALUE=DATE:" + date(event.first),
            "DTEND;VALUE=DATE:" + date(event.last.adding(days: 1)),
            "SUMMARY:" + escaped(event.summary), "STATUS:" + event.status.rawValue,
            "TRANSP:TRANSPARENT",
            "CATEGORIES:" + event.categories.map(escaped).joined(separator: ","),
            "DESCRIPTION:" + escaped(event.details.joined(separator: "\n")),
        ]
        // An address with a space or a line break in it is none.
        if let url = event.url, url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) {
            lines.append("URL:" + url)
        }
        lines.append("END:VEVENT")
        return lines
    }

    /// `20240628`
    private static func date(_ day: CivilDay) -> String { day.text.replacing("-", with: "") }

    /// `20261126T110646Z`
    private static func stamp(_ instant: Instant) -> String {
        let text = instant.text.prefix(19)
        return text.filter { $0 != "-" && $0 != ":" } + "Z"
    }

    /// Other control characters than tab and line feed have no place in a text.
    private static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": safe += "\\" + String(scalar)
            case "\n": safe += "\\n"
            case "\t": safe += "\t"
            default:
                if scalar.value >= 0x20, scalar.value != 0x7F { safe.unicodeScalars.append(scalar) }
            }
        }
        return safe
    }

    /// Broken before the 76th octet, never within a character; what follows begins with a space.
    static func folded(_ line: String) -> String {
        var text = ""
        var octets = 0
        for character in line.unicodeScalars {
            let count = UTF8.width(character)
            if octets + count > 75 {
                text += "\r\n "
                octets = 1
            }
            text.unicodeScalars.append(character)
            octets += count
        }
        return text
    }
}

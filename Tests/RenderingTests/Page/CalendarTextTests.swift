import CanonicalJSON
import Filings
import Foundation
import Testing

@testable import Rendering

@Suite struct CalendarTextTests {
    private static func item(
        _ date: UncertainDate, title: String = "Signed", state: String = "signed",
        phase: TimelineEntry.Phase = .actual, possible: Bool = false, record: JSONObject = [:]
    ) -> HistoryItem {
        var whole: JSONObject = [
            "id": "claim:acme/C1", "recordedAt": "2026-11-26T11:23:57.303684Z",
        ]
        for member in record { whole[member.name] = member.value }
        return HistoryItem(
            entry: TimelineEntry(
                position: 7, title: title, state: state, kind: "contract", phase: phase, date: date,
                possible: possible), record: whole)
    }

    private static func reading(_ text: String) throws -> UncertainDate {
        try UncertainDate.reading(text)
    }

    /// The unfolded lines of the one event.
    private static func lines(_ item: HistoryItem) throws -> [String] {
        let event = try #require(CalendarEvent(item))
        let text = CalendarText.text([event], name: "Acme")
        return text.replacingOccurrences(of: "\r\n ", with: "").components(separatedBy: "\r\n")
    }

    @Test(
        arguments: [
            ("2024-06-28", "20240628", "20240629"), ("2024-06", "20240601", "20240701"),
            ("2024-12-31", "20241231", "20250101"), ("2026-05/2026-08", "20260501", "20260901"),
            ("../2026-07-02", "20260702", "20260703"), ("2024-06-12/..", "20240612", "20240613"),
        ])
    func `a date is the window of days that it can be`(
        text: String, start: String, end: String
    ) throws {
        let lines = try Self.lines(Self.item(try Self.reading(text)))
        #expect(lines.contains("DTSTART;VALUE=DATE:" + start))
        #expect(lines.contains("DTEND;VALUE=DATE:" + end))
        let isOneSided = text.contains("..")
        #expect(lines.contains("SUMMARY:signed: Signed") == !isOneSided)
    }

    @Test func `what has no day is no entry`() {
        let unknown = UncertainDate(
            quoted: "undated", earliest: .unknown, latest: .unknown, precision: .unknown,
            status: .unknown)
        #expect(CalendarEvent(Self.item(unknown)) == nil)
    }

    @Test(
        arguments: [
            (TimelineEntry.Phase.actual, "signed", false, "CONFIRMED"),
            (.planned, "planned", false, "TENTATIVE"), (.required, "required", false, "TENTATIVE"),
            (.actual, "signed", true, "TENTATIVE"), (.reached, "reached", false, "CONFIRMED"),
            (.actual, "cancelled", false, "CANCELLED"),
        ])
    func `what is planned or only possible is tentative`(
        phase: TimelineEntry.Phase, state: String, possible: Bool, status: String
    ) throws {
        let item = Self.item(
            try Self.reading("2024"), state: state, phase: phase, possible: possible)
        #expect(try Self.lines(item).contains("STATUS:" + status))
    }

    @Test func `a later version keeps the identity and counts on`() throws {
        let first = try Self.lines(Self.item(try Self.reading("2024")))
        let second = try Self.lines(
            Self.item(
                try Self.reading("2025"),
                record: ["id": "claim:acme/C1#3", "revision": ["number": 3, "reason": "moved"]]))
        let uid = "UID:claim:acme/C1@annals"
        #expect(first.contains(uid) && second.contains(uid))
        #expect(first.contains("SEQUENCE:0") && second.contains("SEQUENCE:2"))
        #expect(second.contains { $0.hasPrefix("DESCRIPTION:") && $0.contains("Revised: moved") })
        #expect(first.contains("DTSTAMP:20261126T112357Z"))
    }

    @Test
    func `what means something in the format is escaped, and control characters are left out`()
        throws
    {
        let lines = try Self.lines(
            Self.item(try Self.reading("2024"), title: "A;B,C\\D\nE\u{7}\r"))
        #expect(lines.contains("SUMMARY:signed: A\\;B\\,C\\\\D\\nE"))
    }

    @Test(arguments: [1, 60, 70, 73, 74, 75, 76, 200])
    func `no line has more than 75 octets, and no character is broken`(count: Int) throws {
        for letter in ["a", "é", "睿", "𝄞"] {
            let title = String(repeating: letter, count: count)
            let event = try #require(
                CalendarEvent(Self.item(try Self.reading("2024"), title: title)))
            let text = CalendarText.text([event], name: title)
            for line in text.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 75) }
            let whole = text.replacingOccurrences(of: "\r\n ", with: "")
            #expect(whole.contains("SUMMARY:signed: \(title)\r\n"))
        }
    }
}

import CanonicalJSON
import Filings
import Foundation
import Testing

@testable import Rendering

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct HistoryChartTests {
    private static func entry(
        _ date: String, phase: TimelineEntry.Phase = .actual, title: String = "Signed",
        milestone: String? = nil, position: Int64 = 1
    ) throws -> HistoryItem {
        HistoryItem(
            entry: TimelineEntry(
                position: position, title: title, state: "signed", phase: phase,
                date: try UncertainDate.reading(date), milestone: milestone), record: [:])
    }

    private static let header = TimelineHeader(names: ["Acme & <Sons>", "睿力集成"], position: 9)

    private static func chart(_ items: HistoryItem...) -> String {
        HistoryChart(items, header: header).document
    }

    private static func isWellFormed(_ text: String) -> Bool {
        XMLParser(data: Data(text.utf8)).parse()
    }

    @Test(
        arguments: [
            ("2024-06-28", TimelineEntry.Phase.actual, "<circle class=\"mark\""),
            ("2024-06-28", .planned, "<circle class=\"mark hollow\""),
            ("2024-06", .actual, "<path class=\"mark\""),
            ("2024-06", .planned, "class=\"mark bar\""),
            ("2024-06~", .actual, "<path class=\"mark dashed\""),
            ("mid-2026", .planned, "<path class=\"mark dashed bar\""),
            ("../2026-07-02", .required, "L"), ("2026-07-02/..", .actual, "L"),
        ])
    func `doubt has a shape of its own`(
        date: String, phase: TimelineEntry.Phase, mark: String
    ) throws {
        let text = Self.chart(try Self.entry(date, phase: phase))
        #expect(Self.isWellFormed(text))
        #expect(text.contains(mark), "\(text)")
    }

    @Test func `a plan that moved stays as a ghost, joined to the next with the days`() throws {
        let text = Self.chart(
            try Self.entry("2026-07-02", phase: .planned, milestone: "start"),
            try Self.entry("2026-12-31", phase: .replanned, milestone: "start", position: 2))
        #expect(text.contains("class=\"ghost\"") && text.contains("class=\"slip\""))
        #expect(text.contains("+182 d"))
        let still = Self.chart(
            try Self.entry("2026-07-02", phase: .planned, milestone: "start"),
            try Self.entry("2026-07-02", phase: .replanned, milestone: "start", position: 2))
        #expect(!still.contains("class=\"slip\""))
    }

    @Test func `what names and titles hold cannot leave their place`() throws {
        let odd = "</text><script>alert('x')</script>&\"\u{0}\u{8}"
        let text = Self.chart(try Self.entry("2024", title: odd))
        #expect(Self.isWellFormed(text))
        #expect(!text.contains("<script"))
        #expect(text.contains("Acme &amp; &lt;Sons&gt; 睿力集成"))
        let page = HistoryPage(
            [try Self.entry("2024", title: odd)], header: Self.header, notes: [odd]
        ).document
        #expect(!page.contains("<script>alert"))
        #expect(page.components(separatedBy: "<script").count == 2)
    }

    @Test func `an empty history and years far apart are drawn`() throws {
        #expect(Self.isWellFormed(HistoryChart([], header: Self.header).document))
        let text = Self.chart(
            try Self.entry("Y-17E3"), try Self.entry("2024"), try Self.entry("Y17E6"))
        #expect(Self.isWellFormed(text))
    }

    @Test(arguments: [("short", "short"), (String(repeating: "睿", count: 30), "…")])
    func `a long title is shortened by its width`(title: String, ending: String) {
        let short = HistoryChart.shortened(title, to: 46)
        #expect(short.hasSuffix(ending) && CellMeasure().width(of: short) <= 46)
    }

    @Test(
        arguments: [
            ("https://example.org/?a=1&b=2", true), ("javascript:alert(1)", false),
            ("data:text/html,x", false), ("file:///etc/passwd", false),
        ])
    func `only addresses of the web are links`(url: String, isLink: Bool) {
        #expect(Markup.link(url).hasPrefix("<a href=") == isLink)
    }
}

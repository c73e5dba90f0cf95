import Filings
import Testing

@testable import Rendering

struct TimelineGoldenTests {
    @Test func `a history at 80 columns`() {
        #expect(
            History.drawn().joined(separator: "\n") == """
                Innotron 睿力集成 | public as of 2026-01-05 | recorded by #57 9f2c81aa
                2024 ▁▁▄▁▁█▆▁▁▁▁▁ 6 events
                  28 Mar    ● reported   GigaDevice proposes CNY 1.5bn of a 10.8bn round   P  #3
                  [Jun]y    ● signed     land contract, Shanghai authorities               S  #9
                  by 29 Jun ○ planned    advanced packaging plant of 长鑫存储 in           W #10
                                         Shanghai, ≥ CNY 17.1bn
                  by 29 Jun ○ planned    plant start "mid-2026" (2026-05..08~)             W #11
                  2 Jul     ◌ derived    land hand-over (two terms agree)                  D #14
                  4 Jul     ○ re-plan    plant start, land terms "before 2 July 2026"      S #15
                2025 ▁▁▁▁▁▁▁▁▁▄▁▁ 1 event
                  24 Oct    ○ re-plan    plant start "end of 2026" (2026-10..12~),         S #41
                                         slip up to 182 days
                2026
                  plant-shanghai/start
                                 J F M A M J J A S O N D
                    first plan           ├╌╌╌╌╌╌┤          May-Aug~                        W #11
                    plan 2       <╌╌╌╌╌╌╌╌╌╌╌┤             before 2 Jul                    S #15
                    current plan                   ├╌╌╌╌┤  Oct-Dec~, slip up to 182 days   S #41
                undated
                  -         ● published  documents published                               W #50
                  ! 1 conflict: parent of CXMT; next: annals conflicts innotron
                  [ ] day not known, ~ approximate, y year inferred, P primary, W wire,
                  S secondary, D derived
                """)
    }

    @Test func `the same in 7-bit characters with EDTF dates`() {
        let lines = History.drawn(style: .ascii, dates: .edtf)
        #expect(lines.joined().utf8.allSatisfy { (0x20...0x7E).contains($0) })
        #expect(
            Array(lines[2...7]) == [
                "2024 ..1..32..... 6 events",
                "  2024-03-28 * reported   GigaDevice proposes CNY 1.5bn of a 10.8bn round  P  #3",
                "  2024?-06   * signed     land contract, Shanghai authorities              S  #9",
                "  [..2024-06-29]",
                "             o planned    advanced packaging plant of                      W #10",
                "                          \\u{957f}\\u{946b}\\u{5b58}\\u{50a8} in Shanghai,",
            ])
        #expect(
            lines.contains(
                "    first plan           |------|          [2026-05..2026-08]              W #11"))
    }

    @Test func `at 40 columns the text goes below the date`() {
        #expect(
            History.drawn(width: 40).prefix(12) == [
                "Innotron 睿力集成",
                "| public as of 2026-01-05",
                "| recorded by #57 9f2c81aa",
                "2024 ▁▁▄▁▁█▆▁▁▁▁▁ 6 events",
                "  28 Mar    ● reported             P  #3",
                "    GigaDevice proposes CNY 1.5bn of a",
                "    10.8bn round",
                "  [Jun]y    ● signed               S  #9",
                "    land contract, Shanghai authorities",
                "  by 29 Jun ○ planned              W #10",
                "    advanced packaging plant of 长鑫存储",
                "    in Shanghai, ≥ CNY 17.1bn",
            ])
    }

    @Test func `a milestone that was reached has a solid bar`() {
        let entries = [
            TimelineEntry(
                position: 1, title: "start", state: "planned", phase: .planned,
                date: .sample("2026", "2026-01-01", "2026-12-31", .year),
                publishedOn: .on(.iso("2025-03-01")), milestone: "start"),
            TimelineEntry(
                position: 2, title: "start", state: "re-plan", phase: .replanned,
                date: .sample("since April", "2027-04-01", "open", .set),
                publishedOn: .on(.iso("2026-03-01")), milestone: "start", slipDays: 90...90),
            TimelineEntry(
                position: 3, title: "start", state: "reached", phase: .reached,
                date: .day("2027-06-20"), milestone: "start"),
        ]
        let drawing = TimelineDrawing(header: TimelineHeader(names: ["A"]), entries: entries)
        #expect(
            drawing.lines().drop { !$0.contains("2026        2027") }.prefix(4) == [
                "  start          2026        2027",
                "    first plan   ├╌╌╌╌╌╌╌╌╌╌┤              2026                            #1",
                "    last plan                   ├╌╌╌╌╌╌╌>  from 2027-04-01,                #2",
                "                                           slip 90 days",
            ])
        #expect(drawing.lines().contains { $0.hasPrefix("    reached                       ●") })
    }

    @Test(arguments: [
        (TimelineHeader(names: ["Innotron"]), "Nothing about Innotron matches."),
        (
            TimelineHeader(
                names: ["Innotron", "睿力"], asOf: "2020-01-01", recordedBy: "2021-01-01"),
            "Nothing about Innotron that was public by 2020-01-01 and we had recorded by"
        ),
        (TimelineHeader(names: []), "Nothing about this company matches."),
    ])
    func `an empty history says so in a sentence`(header: TimelineHeader, sentence: String) {
        let lines = TimelineDrawing(header: header, entries: []).lines()
        #expect(lines.count { $0 == sentence } == 1)
    }

    @Test(arguments: [
        (182...182, "slip 182 days"), (0...182, "slip up to 182 days"),
        (-5...9, "slip up to 9 days"),
        (91...182, "slip 91 to 182 days"), (1...1, "slip 1 day"), (0...0, "no slip"),
        (-30 ... -30, "30 days earlier"), (-30 ... -1, "1 to 30 days earlier"),
        (-9...0, "up to 9 days earlier"),
    ])
    func `a slip is told in days`(days: ClosedRange<Int>, text: String) {
        #expect(SlipText.text(days) == text)
    }

    @Test func `a match that is only possible says so with its bounds`() {
        var entry = History.entries[1]
        entry.possible = true
        let lines = TimelineDrawing(header: History.header, entries: [entry]).lines()
        #expect(lines.joined(separator: " ").contains("(possible: 2024-06-01..29)"))
    }

    @Test func `months share one scale and none is not one`() {
        #expect(Sparkline.text([0, 1, 4, 8], highest: 8, style: .unicode) == "▁▃▅█")
        #expect(Sparkline.text([0, 1, 100], highest: 1000, style: .unicode) == "▁▃▃")
        #expect(Sparkline.text([1, 0], highest: 1, style: .unicode) == "█▁")
        #expect(Sparkline.text([0, 1, 9, 10], highest: 8, style: .ascii) == ".19+")
    }

    @Test func `years as far apart as dates allow have a lane too`() {
        let entries = [("-0043-03-15", 1), ("9999999999999999-12-31", 2)].map { day, position in
            TimelineEntry(
                position: Int64(position), title: "start", state: "planned", phase: .planned,
                date: .day(day), publishedOn: .on(.iso("2024-01-01")), milestone: "start")
        }
        let lines = TimelineDrawing(header: History.header, entries: entries).lines()
        #expect(lines.count { $0.hasPrefix("    first plan   ┼") } == 1)
        #expect(lines.count { $0.hasPrefix("    current plan                        ┼") } == 1)
    }
}

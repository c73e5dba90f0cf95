import Filings
import TestSupport
import Testing

@testable import Rendering

/// What holds for any history, drawn in any way.
struct TimelinePropertyTests {
    private static let words = [
        "plant", "睿力集成", "agreement", "to", "invest", "长鑫存储", "é", "👍🏽", "\u{1b}[31m", "\u{202e}",
        "incomprehensibilities", "of", "2", "July", "2026", "CNY", "17.1bn", "tab\there", "，",
    ]
    private static let amounts = [
        "≥ CNY 17.1bn", "USD 2.4bn", "CNY 10800000000", "€ 5 million", nil,
    ]
    private static let dates: [UncertainDate] = DateTextTests.rows.map(\.0)

    private func entries(_ random: inout SplitMix64) -> [TimelineEntry] {
        (0..<Int.random(in: 1...12, using: &random)).map { _ in
            let phase = TimelineEntry.Phase.allCases.randomElement(using: &random) ?? .actual
            let day = CivilDay(daysSinceEpoch: Int.random(in: 15_000...21_000, using: &random))
            let publications: [TimelineEntry.Publication?] = [.on(day), .by(day), nil]
            let words = (0..<Int.random(in: 0...14, using: &random)).map { _ in
                Self.words.randomElement(using: &random) ?? ""
            }
            let isExact = Bool.random(using: &random)
            return TimelineEntry(
                position: Int64.random(in: 1...2_000_000, using: &random),
                title: words.joined(separator: " "),
                state: ["signed", "re-plan", "提议", "approved"].randomElement(using: &random) ?? "",
                phase: phase,
                date: isExact
                    ? UncertainDate(day: day)
                    : Self.dates.randomElement(using: &random) ?? .nowhere,
                publishedOn: publications.randomElement(using: &random) ?? nil,
                amount: Self.amounts.randomElement(using: &random) ?? nil,
                tier: TimelineEntry.Tier.allCases.randomElement(using: &random),
                milestone: ["start", "a-long-name-of-a-place/preliminary-operation", nil]
                    .randomElement(using: &random) ?? nil,
                slipDays: Bool.random(using: &random) ? 0...182 : nil,
                possible: Bool.random(using: &random))
        }
    }

    private func check(_ body: ([TimelineEntry], TimelineOptions) -> Void) {
        var random = SplitMix64(seed: 57)
        for _ in 0..<150 {
            let options = TimelineOptions(
                width: [40, 60, 80, 99, 120, 200].randomElement(using: &random) ?? 80,
                style: Bool.random(using: &random) ? .unicode : .ascii,
                ambiguousWide: Bool.random(using: &random), colour: Bool.random(using: &random),
                dates: Bool.random(using: &random) ? .words : .edtf)
            body(entries(&random), options)
        }
    }

    private func draw(_ entries: [TimelineEntry], _ options: TimelineOptions) -> [String] {
        TimelineDrawing(
            header: History.header, entries: entries, notes: History.notes, options: options
        )
        .lines()
    }

    @Test func `no line is wider than the terminal`() {
        check { entries, options in
            for line in draw(entries, options) {
                let width = options.measure.width(of: History.plain(line))
                #expect(width <= options.width, "\(width) of \(options.width): \(line)")
            }
        }
    }

    @Test func `every date, amount and position appears whole`() {
        check { entries, options in
            let lines = draw(entries, options).map(History.plain)
            for entry in entries {
                let row = TimelineRow(entry, options: options)
                #expect(lines.contains { $0.contains(row.gutter) })
                if let amount = entry.amount {
                    let shown = options.safe(amount)
                    #expect(lines.contains { $0.contains(shown) }, "\(shown)")
                }
                #expect(lines.contains { $0.hasSuffix("#\(entry.position)") })
                let glyph = TimelineGlyph(entry.phase).text(options.style)
                let state = options.safe(entry.state)
                #expect(lines.contains { $0.contains(glyph) && $0.contains(state) })
            }
        }
    }

    @Test func `colour changes no word, and without it nothing is escaped`() {
        check { entries, options in
            var other = options
            other.colour = true
            let coloured = draw(entries, other)
            other.colour = false
            let plain = draw(entries, other)
            #expect(coloured.map(History.plain) == plain)
            #expect(!plain.joined().unicodeScalars.contains(where: SafeText.acts))
        }
    }

    @Test func `an ASCII drawing is 7-bit`() {
        check { entries, options in
            var other = options
            other.style = .ascii
            #expect(draw(entries, other).joined().utf8.allSatisfy { $0 < 0x80 })
        }
    }

    @Test func `the order of the entries does not matter`() {
        check { entries, options in
            #expect(draw(entries, options).count == draw(entries.reversed(), options).count)
        }
    }

    @Test func `thousands of filings are drawn, one line each`() {
        let entries = (1...3000).map { index in
            TimelineEntry(
                position: Int64(index), title: "10-Q quarterly report", state: "filed",
                date: UncertainDate(day: CivilDay(daysSinceEpoch: 12_000 + index * 2)))
        }
        let lines = draw(entries, TimelineOptions())
        #expect(lines.count { $0.contains("10-Q quarterly report") } == 3000)
        #expect(lines.count == 1 + 3000 + 18 + 1)
    }
}

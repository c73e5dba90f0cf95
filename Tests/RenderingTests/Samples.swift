import CanonicalJSON
import Filings

@testable import Rendering

extension CivilDay {
    static func iso(_ text: String) -> CivilDay { CivilDay(text) ?? CivilDay(daysSinceEpoch: 0) }
}

extension DateBound {
    static func iso(_ text: String?) -> DateBound {
        switch text {
        case nil: .unknown
        case "open": .open
        case let text?: .day(.iso(text))
        }
    }
}

extension UncertainDate {
    static func day(_ text: String) -> UncertainDate { UncertainDate(day: .iso(text)) }

    static func sample(
        _ quoted: String, edtf: String? = nil, _ earliest: String?, _ latest: String?,
        _ precision: Precision, year: Component? = nil, month: Component? = nil,
        convention: String? = nil
    ) -> UncertainDate {
        UncertainDate(
            quoted: quoted, edtf: edtf, earliest: .iso(earliest), latest: .iso(latest),
            precision: precision, status: .stated, year: year, month: month,
            convention: convention)
    }

    static let june2024 = sample(
        "in June", edtf: "2024?-06", "2024-06-01", "2024-06-29", .month,
        year: Component(value: 2024, status: .inferred, rule: "nearest-past-month@1"),
        month: .stated(6))
    static let mid2026 = sample(
        "mid-2026", edtf: "[2026-05..2026-08]", "2026-05-01", "2026-08-31", .vague,
        convention: "mid-year=May-Aug@1")
    static let beforeJuly = sample(
        "before 2 July 2026", edtf: "[..2026-07-02]", nil, "2026-07-02", .set)
    static let end2026 = sample(
        "end of 2026", edtf: "[2026-10..2026-12]", "2026-10-01", "2026-12-31", .vague,
        convention: "end-year=Oct-Dec@1")
    static let nowhere = sample("", nil, nil, .unknown)
}

/// A short history like that of Innotron.
enum History {
    static let header = TimelineHeader(
        names: ["Innotron", "睿力集成"], asOf: "2026-01-05", position: 57, root: "9f2c81aa77")
    static let start = "plant-shanghai/start"

    static let entries: [TimelineEntry] = [
        TimelineEntry(
            position: 3, title: "GigaDevice proposes CNY 1.5bn of a 10.8bn round",
            state: "reported", date: .day("2024-03-28"), tier: .primary),
        TimelineEntry(
            position: 9, title: "land contract, Shanghai authorities", state: "signed",
            date: .june2024, tier: .secondary),
        TimelineEntry(
            position: 10, title: "advanced packaging plant of 长鑫存储 in Shanghai", state: "planned",
            phase: .planned, date: .nowhere, publishedOn: .by(.iso("2024-06-29")),
            amount: "≥ CNY 17.1bn", tier: .wire),
        TimelineEntry(
            position: 11, title: "plant start", state: "planned", phase: .planned, date: .mid2026,
            publishedOn: .by(.iso("2024-06-29")), tier: .wire, milestone: start),
        TimelineEntry(
            position: 14, title: "land hand-over (two terms agree)", state: "derived",
            phase: .derived, date: .day("2024-07-02"), tier: .derived),
        TimelineEntry(
            position: 15, title: "plant start, land terms", state: "re-plan", phase: .replanned,
            date: .beforeJuly, publishedOn: .on(.iso("2024-07-04")), tier: .secondary,
            milestone: start),
        TimelineEntry(
            position: 41, title: "plant start", state: "re-plan", phase: .replanned,
            date: .end2026, publishedOn: .on(.iso("2025-10-24")), tier: .secondary,
            milestone: start, slipDays: 0...182),
        TimelineEntry(
            position: 50, title: "documents published", state: "published", date: .nowhere,
            tier: .wire),
    ]

    static let notes = ["1 conflict: parent of CXMT; next: annals conflicts innotron"]

    static func drawn(
        width: Int = 80, style: TimelineOptions.Style = .unicode, ambiguousWide: Bool = false,
        colour: Bool = false, dates: TimelineOptions.Dates = .words
    ) -> [String] {
        TimelineDrawing(
            header: header, entries: entries, notes: notes,
            options: TimelineOptions(
                width: width, style: style, ambiguousWide: ambiguousWide, colour: colour,
                dates: dates)
        ).lines()
    }

    /// Without what `ESC [ … m` adds.
    static func plain(_ text: String) -> String {
        var plain = ""
        var isInside = false
        for scalar in text.unicodeScalars {
            if scalar == "\u{1b}" { isInside = true }
            if !isInside { plain.unicodeScalars.append(scalar) }
            if scalar == "m" { isInside = false }
        }
        return plain
    }
}

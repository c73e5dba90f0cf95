import CanonicalJSON
import Foundation
import Testing

/// A history as a calendar, a drawing and a page: the same lines as in every other format.
@Suite struct HistoryFormatsTests {
    private static func uids(_ calendar: String) -> [String] {
        calendar.replacingOccurrences(of: "\r\n ", with: "").components(separatedBy: "\r\n")
            .filter { $0.hasPrefix("UID:") }
            .map { String($0.dropFirst(4)).replacingOccurrences(of: "@annals", with: "") }
    }

    @Test(arguments: [[], ["--as-of", "2024-07-15"], ["--at-position", "40"]] as [[String]])
    func `each format holds the same lines in the same order`(limits: [String]) async throws {
        try await withSampleLedger { ledger in
            func timeline(_ format: String) async throws -> Run {
                try await ledger.run(["timeline", "innotron", "--format", format] + limits)
            }
            let records = try await timeline("json").records()
            let dated = records.filter { record in
                record["date"]?["earliest"]?.stringValue.map { $0 != "open" } ?? false
                    || record["date"]?["latest"]?.stringValue.map { $0 != "open" } ?? false
            }
            let calendar = try await timeline("ics")
            #expect(Self.uids(calendar.output) == dated.compactMap { $0["id"]?.stringValue })
            let left = records.count - dated.count
            #expect(left == 0 || calendar.errors.contains("left out \(left) line"), calendar.story)
            let page = try await timeline("html").output
            let drawing = try await timeline("svg").output
            var places: [String.Index] = []
            for record in records {
                let position = record["position"]?.integerValue ?? 0
                let place = page.range(of: "<li id=\"p\(position)\" ")
                places.append(try #require(place?.lowerBound, "#\(position)"))
                #expect(drawing.contains("#\(position)</title>"))
            }
            #expect(places == places.sorted())
            // Nothing is asked of anybody: no style sheet, no picture, no script from elsewhere.
            let own = page.replacingOccurrences(of: "<link rel=\"icon\" href=\"data:,\">", with: "")
            for word in ["<link", "src=", "url(", "@import", "fetch("] {
                #expect(!own.contains(word) && !drawing.contains(word), "\(word)")
            }
            #expect(page.components(separatedBy: "<script").count == 2)
            #expect(!drawing.contains("<script"))
        }
    }

    @Test func `a retracted claim is a cancelled entry, a corrected one a later version`()
        async throws
    {
        try await withSampleLedger { ledger in
            _ = try await ledger.annals("retract", "X7", "--reason", "another plant")
            _ = try await ledger.annals("correct", "X8", "--title", "Accepted", "--reason", "r")
            let run = try await ledger.annals("timeline", "innotron", "--format", "ics")
            let text = run.output.replacingOccurrences(of: "\r\n ", with: "")
            let events = text.components(separatedBy: "BEGIN:VEVENT\r\n").dropFirst()
            let cancelled = try #require(events.first { $0.contains("UID:claim:innotron/X7@") })
            #expect(cancelled.contains("STATUS:CANCELLED") && cancelled.contains("SEQUENCE:1"))
            let corrected = try #require(events.first { $0.contains("UID:claim:innotron/X8@") })
            #expect(corrected.contains("SEQUENCE:1") && corrected.contains("Accepted"))
            #expect(corrected.contains("STATUS:CONFIRMED"))
        }
    }

    @Test(arguments: ["ics", "svg", "html"])
    func `the same bytes in two time zones and languages`(format: String) async throws {
        try await withSampleLedger { ledger in
            let question = [
                "timeline", "innotron", "--format", format, "--at-position", "101", "--as-of",
                "2026-01-05",
            ]
            let east = try await ledger.run(
                question, environment: ["TZ": "Asia/Shanghai", "LC_ALL": "de_DE.UTF-8"])
            let west = try await ledger.run(
                question, environment: ["TZ": "America/New_York", "LC_ALL": "C"])
            #expect(east.status == 0 && east.outputBytes == west.outputBytes, east.story)
            #expect(east.output.contains("2026"))
        }
    }

    @Test func `other commands say what they can be shown as`() async throws {
        try await withSampleLedger { ledger in
            for line in [["log"], ["filings", "aapl"], ["milestones", "innotron"], ["runs"]] {
                let run = try await ledger.run(line + ["--format", "svg"])
                #expect(run.status == 64 && run.errors.contains("json"), run.story)
                #expect(run.output.isEmpty)
            }
        }
    }
}

import Answering
import Filings
import Ingestion

/// What a run tells on standard error: nothing when all went well, one line of trouble for a
/// program, everything for a person.
struct IngestStory {
    private let ending: IngestRun<StoredEventLog>.Ending
    private let source: String
    private let isVerbose: Bool
    /// Of files a person knows which they did not name; a register should have given all.
    private let isFromNetwork: Bool

    init(
        _ ending: IngestRun<StoredEventLog>.Ending, of source: String, isVerbose: Bool,
        isFromNetwork: Bool
    ) {
        self.ending = ending
        self.source = source
        self.isFromNetwork = isFromNetwork
        self.isVerbose = isVerbose || StandardError.isTerminal
    }

    private var report: IngestReport { ending.report }

    /// - Throws: The exit code, when something went wrong.
    func tell() throws {
        if isVerbose { tellAll() }
        let problems = self.problems
        if problems.isEmpty { return }
        let first =
            report.failures.first.map { "\($0)" } ?? report.refusals.first.map { "\($0)" }
            ?? report.conflicts.first.map { "\($0)" }
        var line = "annals: \(source): \(problems.joined(separator: ", "))"
        if !isVerbose, let first { line += "; \(first)" }
        StandardError.print(line + "; see annals runs \(ending.run)")
        throw (report.hasTrouble ? ExitStatus.badInput : .unavailable).exitCode
    }

    private var problems: [String] {
        var problems: [String] = []
        func note(_ count: Int, _ one: String, _ many: String) {
            if count > 0 { problems.append("\(count) \(count == 1 ? one : many)") }
        }
        note(report.failures.count, "document not taken", "documents not taken")
        note(report.refusals.count, "part refused", "parts refused")
        note(report.conflicts.count, "conflict", "conflicts")
        if isFromNetwork {
            let gaps = report.coverage.count { $0.state == .partial || $0.state == .unread }
            if ending.troubles.isEmpty { note(gaps, "unit incomplete", "units incomplete") }
        }
        if !ending.troubles.isEmpty { problems.append(ending.troubles.joined(separator: ", ")) }
        return problems
    }

    private func tellAll() {
        list(report.failures, as: "not taken")
        list(report.refusals, as: "refused")
        list(report.conflicts, as: "conflict")
        let counts = report.counts
        let figures = RunCounts.fields.dropFirst(2).compactMap { name, field in
            let count = counts[keyPath: field]
            let always = ["appended", "known", "refused"].contains(name)
            return always || count > 0 ? "\(name) \(count)" : nil
        }
        let documents = report.documents == 1 ? "1 document" : "\(report.documents) documents"
        StandardError.print(
            "annals: read \(report.read) from \(documents): " + figures.joined(separator: ", "))
        let gaps = report.coverage.filter(\.isGap)
        for gap in gaps.prefix(Self.most) {
            let repair = gap.repair.map { "; repair: annals ingest \($0)" } ?? ""
            StandardError.print(
                "annals: \(gap.unit) \(gap.state.rawValue)"
                    + (gap.reason.map { ": \($0)" } ?? "") + repair)
        }
        for part in report.partsNotRead.prefix(Self.most) {
            let count = part.filings.map { " with \($0) filings" } ?? ""
            StandardError.print("annals: not read: \(part.name)\(count)")
        }
    }

    private func list(_ entries: [some CustomStringConvertible], as word: String) {
        for entry in entries.prefix(Self.most) { StandardError.print("annals: \(word): \(entry)") }
        if entries.count > Self.most {
            StandardError.print(
                "annals: \(word): … and \(entries.count - Self.most) more; "
                    + "annals runs \(ending.run) has them all")
        }
    }

    private static let most = 20
}

import Filings

/// How far a walk is with one company's files.
struct SubmissionsProgress {
    let filer: EdgarFiler
    private enum Main: Equatable {
        case notAsked
        case read
        case unchanged
        /// The register has no such file.
        case absent
        case failed(String)
    }
    private var main = Main.notAsked
    private var pages: [SourceReading.FurtherPart] = []
    private var pagesTaken = 0
    private var problems: [String] = []
    /// Whether a part was unchanged and therefore not read.
    private var isPartUnread = false

    init(filer: EdgarFiler) { self.filer = filer }

    /// - Parameter known: The main file's state as of the last walk, for when it is unchanged.
    /// - Returns: The overflow pages to ask for.
    mutating func takeMain(
        _ page: WalkedPage, known: [String: String]
    ) -> [SourceReading.FurtherPart] {
        if let reading = page.reading {
            takeMain(reading)
        } else if page.answer == .unchanged, let names = known["pages"] {
            main = .unchanged
            pages = Self.pages(in: names)
        } else if page.answer == .neverWillBe {
            main = .absent
        } else {
            main = .failed(page.reasonNotRead)
        }
        return pages
    }

    mutating func takeMain(_ reading: SourceReading) {
        main = .read
        pages = reading.furtherParts
        note(reading, of: "the main file")
        let refused = reading.refusals.count { $0.place.part.hasPrefix("filings.files") }
        if refused > 0 { problems.append("overflow pages refused: \(refused)") }
    }

    mutating func takePage(_ page: WalkedPage, _ part: SourceReading.FurtherPart) {
        if let reading = page.reading {
            takePage(reading, part)
        } else if page.answer == .unchanged {
            pagesTaken += 1
            isPartUnread = true
        } else {
            missPage(part, because: page.reasonNotRead)
        }
    }

    mutating func missPage(_ part: SourceReading.FurtherPart, because reason: String) {
        pagesTaken += 1
        problems.append("\(part.name): \(reason)")
    }

    mutating func takePage(_ reading: SourceReading, _ part: SourceReading.FurtherPart) {
        pagesTaken += 1
        note(reading, of: part.name)
        // The count is exact; another one means that pages were cut anew in between.
        if let filings = part.filings, reading.notes["rows"] != String(filings) {
            let rows = reading.notes["rows"] ?? "no"
            problems.append("\(part.name) has \(rows) rows, not \(filings) as announced")
        }
    }

    private mutating func note(_ reading: SourceReading, of part: String) {
        guard let refused = reading.notes["rowsRefused"], refused != "0" else { return }
        problems.append("rows of \(part) refused: \(refused)")
    }

    /// Whether every part was read in this walk, and each row of it.
    var hasReadAll: Bool {
        main == .read && pagesTaken == pages.count && problems.isEmpty && !isPartUnread
    }

    var coverage: RunCoverage {
        let unit = "CIK\(filer.tenDigits)"
        let repair = SubmissionsParts.repair(of: filer)
        var reasons = problems
        switch main {
        case .absent:
            return RunCoverage(unit: unit, state: .empty, reason: "there is no such filer")
        case .notAsked:
            return RunCoverage(
                unit: unit, state: .unread, reason: "not asked for", repair: repair)
        case .failed(let reason):
            return RunCoverage(unit: unit, state: .unread, reason: reason, repair: repair)
        case .read, .unchanged:
            let unread = pages.dropFirst(pagesTaken).map(\.name)
            if !unread.isEmpty {
                reasons.append("overflow pages unread: \(unread.joined(separator: ", "))")
            }
        }
        if reasons.isEmpty { return RunCoverage(unit: unit, state: .complete) }
        return RunCoverage(
            unit: unit, state: .partial, reason: reasons.joined(separator: "; "), repair: repair)
    }

    /// The pages, so that they are asked for also when the main file has not changed: the walk may
    /// have been cut short between the two.
    var state: [String: String] {
        guard main == .read || main == .unchanged else { return [:] }
        let list = pages.map { page in page.filings.map { "\(page.name)=\($0)" } ?? page.name }
        return ["pages": list.joined(separator: " ")]
    }

    private static func pages(in text: String) -> [SourceReading.FurtherPart] {
        text.split(separator: " ").map { entry in
            let fields = entry.split(separator: "=")
            return SourceReading.FurtherPart(
                name: String(fields[0]), filings: fields.count == 2 ? Int64(fields[1]) : nil)
        }
    }
}

extension WalkedPage {
    /// For a coverage: why there is no reading.
    var reasonNotRead: String {
        switch answer {
        case .broken(let reason), .refused(let reason): "\(answer.text): \(reason)"
        default: failure?.description ?? answer.text
        }
    }
}

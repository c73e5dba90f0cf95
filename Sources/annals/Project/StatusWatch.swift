import EventStorage
import Filings
import Glibc
import Projections
import Rendering

/// Shows one reading after the other, on a terminal in the place of the last one.
struct StatusWatch: Sendable {
    let store: EventStore
    let output: OutputOptions
    let interval: Duration

    /// Until the task is cancelled. A database that goes away is said, and asked again.
    ///
    /// - Returns: Whether all was well at last.
    /// - Throws: When the first reading fails.
    func run() async throws -> Bool {
        var last: StatusReading?
        var isWell = false
        var drawing = Drawing(isTerminal: isDrawn)
        while !Task.isCancelled {
            do throws(EventStoreError) {
                let reading = try await StatusReading.read(from: store)
                let pace = last.map { StatusPace(from: $0, to: reading) }
                try? show(StatusRecords(reading: reading, pace: pace), on: &drawing)
                (last, isWell) = (reading, reading.isWell)
            } catch {
                if Task.isCancelled { break }
                guard let last else { throw error }
                isWell = false
                // An old table would pass for the state of things.
                let words = "not read since \(last.readAt.text): \(error)"
                if isDrawn {
                    drawing.draw(words + "\n")
                } else {
                    StandardError.print("annals: \(words)")
                }
            }
            try? await Task.sleep(for: interval)
        }
        return isWell
    }

    private var format: OutputFormat {
        output.format ?? (StandardOutput.isTerminal || output.expanded ? .table : .jsonl)
    }

    private var isDrawn: Bool { StandardOutput.isTerminal && format == .table }

    private func show(_ records: StatusRecords, on drawing: inout Drawing) throws {
        if format == .table {
            drawing.draw(try StatusScreen(records: records, output: output).text())
        } else {
            let set = try output.selected(records.set())
            StandardOutput.write(set.text(as: format, options: output.rendering))
            StandardOutput.flush()
        }
    }

    /// Makes the cursor show again; in the handler of a signal too.
    static func restoreCursor() {
        guard StandardOutput.isTerminal else { return }
        _ = Glibc.write(STDOUT_FILENO, "\u{1B}[?25h", 6)
    }
}

/// What is on the terminal now; in a pipe, what was written last.
private struct Drawing {
    let isTerminal: Bool
    private var lines = 0
    private var isFirst = true

    init(isTerminal: Bool) { self.isTerminal = isTerminal }

    mutating func draw(_ text: String) {
        defer { isFirst = false }
        guard isTerminal else {
            StandardOutput.write(isFirst ? text : "\n" + text)
            return StandardOutput.flush()
        }
        // What does not fit would scroll, and be out of reach.
        let shown = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .prefix(max(1, Pager.height - 1))
        let back = lines > 0 ? "\u{1B}[\(lines)A" : ""
        let body = shown.map { "\u{1B}[K" + $0 + "\n" }.joined()
        StandardOutput.write("\u{1B}[?25l" + back + body + "\u{1B}[J")
        StandardOutput.flush()
        lines = shown.count
    }
}

import Projections
import Rendering

/// A reading as people see it: the head, the table, and below it what is not well with the way out.
struct StatusScreen {
    let records: StatusRecords
    let output: OutputOptions

    private var reading: StatusReading { records.reading }

    /// Lines no wider than the terminal.
    func text() throws -> String {
        // Fields that were asked for are shown as every command shows them.
        if output.fields != nil || output.expanded {
            return try output.selected(records.set()).text(as: .table, options: output.rendering)
        }
        let table = records.set(records.tableFields)
            .text(as: .table, options: output.rendering)
        return lines([heading]) + table + lines(notes)
    }

    private var heading: String {
        let living = reading.projectors.filter(\.lives)
        let followers = living.count { $0.follows }
        let readers =
            followers > 0
            ? "\(followers) \(followers == 1 ? "projector follows" : "projectors follow") the log"
            : "no projector follows the log"
        return "head \(reading.head.position), \(readers), \(reading.readAt.text)"
    }

    private var notes: [String] {
        var notes: [String] = []
        for status in reading.projections where !status.isWell {
            notes.append("\(status.projection): \(status.detail)")
            notes.append("  \(status.wayOut)")
        }
        for build in reading.builds where build.place == .next {
            let end = build.isUnderWay ? "" : ", interrupted"
            notes.append("build of \(build.names): \(build.progressWords)\(end)")
        }
        return notes
    }

    private func lines(_ texts: [String]) -> String {
        let measure = CellMeasure(ambiguousWide: output.ambiguousWide)
        let width = output.width ?? .max
        return texts.flatMap { text -> [String] in
            let safe = output.ascii ? SafeText.ascii(text) : SafeText.visible(text)
            let indent = safe.hasPrefix("  ") ? "  " : ""
            return measure.wrapped(safe, to: width - indent.count).map { indent + $0 }
        }.map { $0 + "\n" }.joined()
    }
}

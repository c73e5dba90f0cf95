import Answering
import CanonicalJSON
import Filings
import Rendering

/// Prints events as they come where the format allows it, else together at the end.
final class EventWriter {
    private let output: OutputOptions
    private var basis: JSONObject
    private var waiting: [Record] = []
    private var headerIsWritten = false

    init(output: OutputOptions, basis: JSONObject) {
        self.output = output
        self.basis = basis
    }

    func write(_ event: RecordedEvent) throws {
        waiting.append(Record(event))
        // A follower gets beyond where the log ended when it began.
        if event.position > basis["position"]?.integerValue ?? 0 {
            basis["position"] = .integer(event.position)
        }
        if waiting.count >= 1_000, output.chosenFormat != .json, output.chosenFormat != .table {
            try flush()
        }
    }

    /// Prints what waits. A table gets its header once for each flush.
    func flush() throws {
        if waiting.isEmpty { return }
        let set = try output.selected(
            RecordSet(fields: Record.eventFields, records: waiting, basis: basis))
        waiting.removeAll(keepingCapacity: true)
        var text = set.text(as: output.chosenFormat, options: output.rendering)
        let hasHeader = [.csv, .tsv, .markdown].contains(output.chosenFormat)
        if hasHeader, headerIsWritten {
            let lines = output.chosenFormat == .markdown ? 2 : 1
            for _ in 0..<lines {
                text = String(text.drop { $0 != "\n" && $0 != "\r\n" }.dropFirst())
            }
        }
        headerIsWritten = true
        StandardOutput.write(text)
        StandardOutput.flush()
    }

    func finish() throws {
        if waiting.isEmpty, headerIsWritten { return }
        let set = try output.selected(
            RecordSet(fields: Record.eventFields, records: waiting, basis: basis))
        if output.chosenFormat == .table {
            output.page(set.text(as: .table, options: output.rendering))
            StandardOutput.flush()
        } else if waiting.isEmpty {
            StandardOutput.write(set.text(as: output.chosenFormat, options: output.rendering))
            StandardOutput.flush()
        } else {
            try flush()
        }
    }
}

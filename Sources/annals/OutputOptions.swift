import Answering
import ArgumentParser
import CanonicalJSON
import Glibc
import Rendering

extension OutputFormat: ExpressibleByArgument {}

/// How a result is shown: every command with a result has these.
struct OutputOptions: ParsableArguments {
    @Option(
        help: """
            table, json, jsonl, csv, tsv or markdown, of a history also ics, svg or html; else \
            table on a terminal, tsv piped.
            """)
    var format: OutputFormat?

    @Option(help: ArgumentHelp("Only these fields, in this order.", valueName: "a,b"))
    var fields: String?

    @Flag(help: "One field a line.")
    var expanded = false

    @Flag(help: "Only 7-bit characters in tables and drawings.")
    var ascii = false

    @Flag(help: "No colours; NO_COLOR and TERM=dumb say the same.")
    var noColor = false

    @Flag(help: "Do not page long results on a terminal.")
    var noPager = false

    @Flag(help: "Exit with 3 when there is something to look at.")
    var exitCode = false

    var chosenFormat: OutputFormat {
        format ?? (StandardOutput.isTerminal || expanded ? .table : .tsv)
    }

    var hasColour: Bool {
        StandardOutput.isTerminal && !noColor && environment("NO_COLOR") == nil
            && environment("TERM") != "dumb"
    }

    /// The terminal's cells a line, else COLUMNS, else `nil`.
    var width: Int? {
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            return Int(size.ws_col)
        }
        let columns = environment("COLUMNS").flatMap { Int($0) }
        return columns.flatMap { $0 > 0 ? $0 : nil }
    }

    var ambiguousWide: Bool { environment("ANNALS_AMBIGUOUS") == "wide" }

    var rendering: RenderOptions {
        RenderOptions(
            width: width, ambiguousWide: ambiguousWide, colour: hasColour, ascii: ascii,
            expanded: expanded, terminal: StandardOutput.isTerminal)
    }

    /// Prints a result in the chosen format.
    func show(_ set: RecordSet) throws {
        let set = try selected(set)
        if chosenFormat == .table {
            page(set.text(as: .table, options: rendering))
        } else {
            set.write(as: chosenFormat, options: rendering) { StandardOutput.write($0) }
        }
    }

    /// Prints an answer with what is said beside it.
    ///
    /// - Throws: Exit code 3 where that is wanted and there is something to look at.
    func show(_ answer: Answer) throws {
        try show(answer.records)
        try finish(answer)
    }

    /// What comes after an answer's records.
    func finish(_ answer: Answer) throws {
        StandardOutput.flush()
        for remark in answer.remarks { StandardError.print("annals: " + remark) }
        if exitCode, answer.hasFindings { throw ExitStatus.findings.exitCode }
    }

    /// The fields that the user chose.
    func selected(_ set: RecordSet) throws -> RecordSet {
        if chosenFormat.isOfHistories {
            throw Failure(
                "Only annals timeline is shown as \(chosenFormat); take table, json, jsonl, csv, "
                    + "tsv or markdown.", .usage)
        }
        guard let fields else { return set }
        do throws(UnknownField) {
            return try set.select(fields: fields.split(separator: ",").map(String.init))
        } catch {
            throw Failure("\(error)", .usage)
        }
    }

    /// Prints text, through the pager when it is longer than the terminal.
    func page(_ text: String) {
        Pager(isWanted: !noPager).show(text)
    }
}

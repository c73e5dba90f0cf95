import Answering
import ArgumentParser
import CanonicalJSON
import Filings
import Rendering

struct DateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "date",
        abstract: "How a date is read: EDTF or a wording, with its bounds and the convention used.",
        discussion: "With - every line of standard input is read; one JSON line comes out for each."
    )

    // Years before 1 begin with a hyphen and are no options.
    @Argument(
        parsing: .allUnrecognized,
        help: "The date, as `mid-2026` or `2026-35`, or - to read lines.")
    var text: [String]

    @Option(help: "When the source was published, for wordings without a year: 2024-06-29 or EDTF.")
    var published: String?

    @Option(help: "The month in which the fiscal year ends, 1 to 12, for `FY26 Q3`.")
    var fiscalYearEnd: Int?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let fiscalYearEnd, !(1...12).contains(fiscalYearEnd) {
            throw ValidationError("--fiscal-year-end is a month: 1 to 12.")
        }
    }

    func run() async throws {
        let publication = try publication()
        let lines: [String]
        if text == ["-"] {
            var input: [String] = []
            while let line = readLine(strippingNewline: true) { input.append(line) }
            lines = input
        } else {
            lines = [text.joined(separator: " ")]
        }
        var allValid = true
        var records: [Record] = []
        for line in lines {
            let reading = DateReading(
                of: line, published: publication, fiscalYearEnd: fiscalYearEnd)
            allValid = allValid && reading.valid
            guard let object = reading.json.objectValue else { continue }
            if showsLines {
                StandardOutput.write(reading.json.canonicalText + "\n")
            } else {
                records.append(Record(object))
            }
        }
        if !showsLines { try output.show(RecordSet(fields: Self.fields, records: records)) }
        StandardOutput.flush()
        if !allValid, output.exitCode { throw ExitStatus.findings.exitCode }
        if !allValid, text != ["-"] { throw ExitStatus.badInput.exitCode }
    }

    /// One JSON line a date, unless a person or another format asks.
    private var showsLines: Bool {
        switch output.format {
        case nil: text == ["-"] || !StandardOutput.isTerminal
        case .json, .jsonl: output.fields == nil
        default: false
        }
    }

    private static let fields: [Field] = [
        "valid", Field("quoted", .text), "edtf", "earliest", "latest", "precision", "status",
        "convention", Field("reason", .text),
    ]

    private func publication() throws -> Publication? {
        guard let published else { return nil }
        do {
            let date = try UncertainDate.reading(published)
            return Publication(earliest: date.earliest, latest: date.latest)
        } catch {
            throw Failure("--published \(published): \(error)", .usage)
        }
    }
}

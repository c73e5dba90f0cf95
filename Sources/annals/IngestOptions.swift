import Answering
import ArgumentParser
import Filings
import Ingestion

/// What of a register is wanted.
struct IngestOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Read files, or folders of files, and no network.", valueName: "path"))
    var file: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "These companies, as the register names them: CIK or ticker, company number, code.",
            valueName: "company"))
    var company: [String] = []

    @Option(help: ArgumentHelp("The companies of a file, one a line; # begins a remark."))
    var watch: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Single filings: CIK/ACCESSION.", valueName: "filing"))
    var filing: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What came out on that day: 2020-01-03, yesterday.", valueName: "date"))
    var day: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("From that day on: 2020-01-03, -7d.", valueName: "date"))
    var since: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Up to that day; else today.", valueName: "date"))
    var until: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Whole quarters: 2020-Q1.", valueName: "quarter"))
    var quarter: [String] = []

    @Option(help: "Of an index: master, form or company.")
    var variant: String?

    @Flag(
        help: """
            All that the register has, from its file for everybody, which takes room in TMPDIR \
            or else /tmp.
            """)
    var bulk = false

    @Flag(help: "Go on with what the register announces, until stopped.")
    var live = false

    @Option(help: ArgumentHelp("For csv: the file that says what the columns are."))
    var mapping: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("For csv and cloudevents: where they are.", valueName: "url"))
    var url: [String] = []

    @Option(help: ArgumentHelp("Another server with the register's paths.", valueName: "url"))
    var server: String?

    /// The files to be read; none when the network is to be asked.
    func files(of source: any FilingSource) throws -> [SourceFile] {
        if file.isEmpty { return [] }
        let files = try SourceFile.files(at: file, for: source)
        guard !files.isEmpty else {
            throw Failure(
                "No file of \(source.name) is in \(file.joined(separator: ", ")).", .badInput)
        }
        return files
    }

    func order(now: Instant) throws -> IngestOrder {
        var order = IngestOrder(now: now)
        order.companies = company
        if let watch { order.companies += try WatchList(file: watch).companies }
        order.filings = filing
        order.days = try days(today: now.day)
        for text in quarter {
            guard let quarter = YearQuarter(text) else {
                throw Failure(
                    "--quarter \(text) is no quarter; write it as 2020-Q1.", .usage)
            }
            order.quarters.append(quarter)
        }
        order.variant = variant
        order.isBulk = bulk
        order.isLive = live
        // It is written into the run's history.
        if let server, server.contains("@") {
            throw Failure("--server takes no user and no password.", .usage)
        }
        order.server = server
        guard !url.contains(where: { $0.prefix { $0 != "?" }.contains("@") }) else {
            throw Failure("--url takes no user and no password.", .usage)
        }
        order.addresses = url
        return order
    }

    private func days(today: CivilDay) throws(Failure) -> ClosedRange<CivilDay>? {
        if let day {
            guard since == nil, until == nil else {
                throw Failure("Write --day, or --since with --until, not both.", .usage)
            }
            let day = try MomentText.day(day, option: "--day", today: today)
            return day...day
        }
        guard let since else {
            if until != nil { throw Failure("--until needs --since.", .usage) }
            return nil
        }
        let first = try MomentText.day(since, option: "--since", today: today)
        let last = try until.map { text throws(Failure) in
            try MomentText.day(text, option: "--until", today: today)
        }
        guard first <= last ?? today else {
            throw Failure(
                "--since \(first.text) is after --until \((last ?? today).text).", .usage)
        }
        return first...(last ?? today)
    }
}

/// Companies of a file, one a line: the first word; the rest of the line is a remark, and so is
/// what follows a #.
struct WatchList {
    let companies: [String]

    init(file: String) throws(Failure) {
        let bytes = try InputFile.bytes(at: file)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure("\(file) is not in UTF-8.", .badInput)
        }
        companies = text.trimmingPrefix("\u{FEFF}").split(whereSeparator: \.isNewline).compactMap {
            line in
            line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).first
                .map(String.init)
        }
        if companies.isEmpty { throw Failure("\(file) names no company.", .badInput) }
    }
}

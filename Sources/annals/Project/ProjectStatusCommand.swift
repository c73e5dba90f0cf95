import Answering
import ArgumentParser
import Projections
import Rendering

struct ProjectStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "How each read model stands: how far, who runs it, what stops it.",
        discussion: """
            States: live (a projector that lives runs it), idle (nobody does), dead (whoever did \
            died), stuck (it lives and does not move), paused, failed (at an event), building, \
            missing, old and newer (of another version than this program's).

            Well are live, idle with nothing to apply, and building beside an older table. With \
            --exit-code anything else ends with 3: a dead reader does at lag 0 too.
            """)

    @Flag(help: "Go on, with events a second and the time left, until interrupted.")
    var watch = false

    @Option(help: ArgumentHelp("How long --watch waits; else 2.", valueName: "seconds"))
    var interval: Double?

    @Option(
        help: ArgumentHelp("Write it for Prometheus, and print nothing.", valueName: "file"))
    var metrics: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if watch, metrics != nil {
            throw ValidationError(
                "--metrics writes once; annals project --follow --metrics goes on.")
        }
        guard let interval else { return }
        if !watch { throw ValidationError("--interval needs --watch.") }
        guard (0.1...3_600).contains(interval) else {
            throw ValidationError("--interval is between 0.1 and 3600 seconds.")
        }
    }

    func run() async throws {
        try await database.withLog { ledger in
            let isWell: Bool
            if watch {
                isWell = try await watch(ledger)
            } else if let metrics {
                let reading = try await StatusReading.read(from: ledger.store)
                try MetricsFile(metrics).write(reading.metrics(writtenAt: .now))
                isWell = reading.isWell
            } else {
                isWell = try await show(ledger)
            }
            if !isWell, output.exitCode { throw ExitStatus.findings.exitCode }
        }
    }

    private func show(_ ledger: Ledger) async throws -> Bool {
        let reading = try await StatusReading.read(from: ledger.store)
        let records = StatusRecords(reading: reading, pace: nil)
        if output.chosenFormat == .table {
            output.page(try StatusScreen(records: records, output: output).text())
        } else {
            try output.show(records.set())
        }
        StandardOutput.flush()
        return reading.isWell
    }

    private func watch(_ ledger: Ledger) async throws -> Bool {
        // An unknown field is refused before anything is drawn.
        _ = try output.selected(RecordSet(fields: StatusRecords.fields, records: []))
        let watch = StatusWatch(
            store: ledger.store, output: output, interval: .seconds(interval ?? 2))
        let work = Task { try await watch.run() }
        let signals = StopSignals {
            StatusWatch.restoreCursor()
            work.cancel()
        }
        let result = await work.result
        StatusWatch.restoreCursor()
        signals.forget()
        return try result.get()
    }
}

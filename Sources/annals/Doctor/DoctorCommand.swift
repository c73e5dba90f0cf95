import Answering
import ArgumentParser
import CanonicalJSON

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "What is stale, behind or switched off: server, schema, log, read models.")

    @Option(help: ArgumentHelp("The present, for answers that repeat.", valueName: "instant"))
    var now: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let present = try QuestionOptions.present(now)
        try await database.withLog { ledger in
            let diagnosis = try await Diagnosis(of: ledger, present: present)
            if output.chosenFormat == .json {
                StandardOutput.write(diagnosis.json.canonicalText + "\n")
            } else {
                try output.show(diagnosis.records)
            }
            StandardOutput.flush()
            if !diagnosis.isWell, output.exitCode { throw ExitStatus.findings.exitCode }
        }
    }
}

import ArgumentParser
import Compression
import EventStorage
import Filings
import Projections
import Rendering

struct DossierCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: "Everything about a company for an examiner: one folder, or one zip file.",
        discussion: """
            The readable page, every answer as JSON, the events as JSON Lines, the sources, the \
            digests of all files, the command that makes it again, and a checklist of what an audit \
            trail has to have. Where the log is signed that far, also the proof of each event, and the \
            log's word on how far the company's history reaches: annals-verify dossier checks them. \
            Made again from the same position it has the same bytes.
            """)

    @Argument(
        help: "The company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder to make, or a zip file when it ends in .zip; else dossier-COMPANY-POSITION.",
            valueName: "path"))
    var output: String?

    @OptionGroup var sealing: SealingOptions
    @OptionGroup var access: AccessOptions
    @OptionGroup var question: QuestionOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withLog { ledger in
            let limits = try await ledger.limitsOfModels(
                try await question.limits(in: ledger.store),
                reading: ReadModels.Table.ofCompanies + [
                    .timeline, .milestones, .conflicts, .relations,
                ])
            let company = try await ledger.company(company, at: limits)
            let path = output ?? "dossier-\(company.key)-\(limits.position)"
            let target = try DossierTarget(path)
            let files = try await Dossier(
                company: company, limits: limits, present: try question.present(),
                key: try await sealing.keyIfThere(for: ledger)
            ).files(from: ledger)
            try await access.record(
                .dossier, of: company.key, through: limits.position, in: ledger)
            try target.write(files)
            StandardOutput.write(path + "\n")
            StandardOutput.flush()
            StandardError.print(
                "annals: \(files.count) files about \(company.name), recorded by #\(limits.position)"
                    + (limits.asOf.map { ", public as of \($0.text)" } ?? ""))
        }
    }
}

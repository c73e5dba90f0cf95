import Answering
import ArgumentParser
import CanonicalJSON
import Filings
import Ingestion
import Rendering

/// What every command takes that makes a later version of a claim.
struct ReviseOptions: ParsableArguments {
    @Argument(help: "The claim: F10, or innotron/F10 where several companies have one.")
    var claim: String

    @Option(help: "Why; it stays in the log.")
    var reason: String

    @Option(help: "Who does it; else the login name.")
    var actor: String?

    @Flag(help: "Print the event that would be appended, and append nothing.")
    var dryRun = false

    @Flag(help: "Leave the read models as they are.")
    var noProject = false

    @OptionGroup var waiting: WaitOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError("Say a --reason.") }
    }

    /// Makes the version and tells of it.
    ///
    /// - Parameter published: The day on which the version became public, as the user wrote it.
    func revise(
        _ kind: ClaimRevision.Kind, by edit: ClaimEdit = ClaimEdit(), published: String? = nil
    ) async throws {
        let day = try published.map { text throws(Failure) in
            try MomentText.day(
                text, option: "--published", today: try QuestionOptions.present(nil).day)
        }
        try await database.withLog { ledger in
            let reviser = ClaimReviser(
                ledger: ledger, kind: kind, reason: reason, actor: actor ?? Login.name,
                publishedOn: day, edit: edit)
            let outcome = try await reviser.revise(claim, dryRun: dryRun)
            if dryRun {
                StandardOutput.write(
                    JSONValue.object(outcome.event.line(in: outcome.stream)).canonicalText + "\n")
                StandardOutput.flush()
                return
            }
            let claim = outcome.revision.claim
            guard let appended = outcome.appended else {
                StandardError.print(
                    "annals: \(claim.company)/\(claim.id) says so already; nothing was recorded")
                return
            }
            StandardError.print(
                "annals: \(claim.company)/\(claim.id) is \(kind), "
                    + "version \(outcome.revision.number) at position \(appended.position)")
            try await ledger.store.announce()
            if !noProject { try await ledger.projectWhereAllowed() }
            try await waiting.waitIfWanted(for: appended.position, in: ledger)
        }
    }
}

/// The changes that `correct` and `amend` take.
struct EditOptions: ParsableArguments {
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Set a field, as often as needed: title='…', date='in June', quantities[0].unit=wafers.",
            valueName: "field=value"))
    var set: [String] = []

    @Option(help: ArgumentHelp("Remove a field.", valueName: "field"))
    var unset: [String] = []

    @Option(help: "The title.") var title: String?
    @Option(help: "The state, as 'signed'.") var state: String?
    @Option(parsing: .unconditional, help: "The date, as EDTF or a wording.") var date: String?
    @Option(help: "The source's words.") var quote: String?
    @Option(help: "The amount, as 'CNY 17.1bn'.") var amount: String?
    @Option(help: "The unit of the claim's only quantity.") var unit: String?

    /// All of them, in the order of the options.
    func edit() throws(Failure) -> ClaimEdit {
        var edit = ClaimEdit()
        do throws(ClaimEditError) {
            let given = [
                ("title", title), ("state", state), ("date", date), ("quote", quote),
                ("amount", amount), ("quantities[0].unit", unit),
            ]
            for (field, value) in given {
                if let value { try edit.set(field, to: value) }
            }
            for text in set {
                let parts = text.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2 else { return try Self.refuse(text) }
                try edit.set(String(parts[0]), to: String(parts[1]))
            }
            for field in unset { try edit.unset(field) }
        } catch {
            throw Failure("Nothing was recorded: \(error).", .usage)
        }
        if edit.isEmpty {
            throw Failure(
                "Say what changes: --set FIELD=VALUE, --unset FIELD, --title, --state, --date, "
                    + "--quote, --amount or --unit.", .usage)
        }
        return edit
    }

    private static func refuse(_ text: String) throws(ClaimEditError) -> ClaimEdit {
        throw ClaimEditError("'\(text)' has no =; write it as title='…'")
    }
}

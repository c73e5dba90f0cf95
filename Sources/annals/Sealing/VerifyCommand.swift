import Answering
import ArgumentParser
import CanonicalJSON
import Filings
import Proofs
import Rendering
import Sealing

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Read the log again and check it: bytes, columns, order, tree, signatures.",
        discussion: """
            Everything is read unless told otherwise. Exit code 0: all is as it must be. 1: something \
            is not; the first wrong position is named. What was covered is said in both cases. What \
            this program and this database say of themselves is worth as much as they are: annals \
            export and annals-verify check without either.
            """)

    @Flag(help: "Only what came after the newest checkpoint that was verified before.")
    var incremental = false

    @Option(help: ArgumentHelp("Only so many entries, taken at random.", valueName: "number"))
    var sample: Int?

    @Option(
        help: ArgumentHelp(
            "A verifier key, or a file with some; else those that are known here. May be repeated.",
            valueName: "key"))
    var key: [String] = []

    @OptionGroup var sealing: SealingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if incremental, sample != nil {
            throw ValidationError("--incremental and --sample exclude each other.")
        }
        if let sample, sample < 1 { throw ValidationError("--sample needs a number from 1.") }
    }

    func run() async throws {
        try await database.withLog { ledger in
            try await run(ledger)
        }
    }

    private func run(_ ledger: Ledger) async throws {
        let began = Instant.now
        let keys = try await sealing.keys(key, for: ledger)
        let verifier = LogVerifier(ledger.store, keys: keys)
        let meter = ProgressMeter("verify")
        var report: VerifyReport
        var since: Checkpoint?
        if let sample {
            report = try await verifier.verify(sample: sample)
        } else {
            since = incremental ? try await verifiedBefore(ledger, keys: keys) : nil
            report = try await verifier.verify(since: since) { done, total in
                meter.show(done: done, of: total)
            }
        }
        meter.finish()
        try await compareWithSeen(&report, ledger, keys: keys)
        if report.isGood, sample == nil, let sealed = report.sealed {
            try await keep(sealed, ledger)
        }
        let elapsed = Instant.now.microsecondsSinceEpoch - began.microsecondsSinceEpoch
        try show(
            VerifyText(
                report: report, since: since, isSample: sample != nil, hasKeys: !keys.isEmpty,
                elapsed: .microseconds(elapsed)))
        StandardOutput.flush()
        if !report.isGood { throw ExitStatus.failed.exitCode }
    }

    private func show(_ text: VerifyText) throws {
        if output.format == .json || output.format == .jsonl {
            StandardOutput.write(text.json.canonicalText + "\n")
        } else if output.format == nil || output.format == .table {
            StandardOutput.write(text.lines.joined(separator: "\n") + "\n")
        } else {
            throw Failure("A verification is shown as table, json or jsonl.", .usage)
        }
    }

    private func verifiedBefore(
        _ ledger: Ledger, keys: [VerifierKey]
    ) async throws -> Checkpoint? {
        guard let name = try await sealing.originName(for: ledger),
            let note = try sealing.folder(of: ledger).note(.verified, of: name)
        else { return nil }
        return try note.checkpoint(signedBy: keys)
    }

    /// What was seen outside the database must be the beginning of what is in it.
    private func compareWithSeen(
        _ report: inout VerifyReport, _ ledger: Ledger, keys: [VerifierKey]
    ) async throws {
        guard let name = try await sealing.originName(for: ledger), !keys.isEmpty else {
            return
        }
        do throws(SealError) {
            try await SeenCheckpoint(folder: sealing.folder(of: ledger), origin: name)
                .check(against: ledger.store)
        } catch .fork(let seen, let now, let place) {
            report.addFork(seen: seen, now: now, where: place)
        } catch .store(.altered(let what)) {
            report.addAlteration(what)
        }
    }

    private func keep(_ sealed: Checkpoint, _ ledger: Ledger) async throws {
        guard let kept = try await LogCheckpoints(ledger.store).of(size: sealed.size) else {
            return
        }
        try sealing.folder(of: ledger).keep(kept.note, as: .verified, of: sealed.origin)
    }
}

import ArgumentParser
import Proofs

struct ProofCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof", abstract: "Check that one entry is in a log.")

    @Argument(help: "What annals prove wrote.")
    var proof: String

    @Option(help: ArgumentHelp("The entry's bytes.", valueName: "file"))
    var entry: String

    @OptionGroup var keys: KeyOptions

    func run() throws {
        let proof = try EntryProof(WholeFile.requiredText(proof))
        let checkpoint = try proof.verify(
            entry: WholeFile.required(entry), keys: try keys.keys())
        print("holds: position \(proof.inclusion.index + 1) of \(checkpoint.words)")
    }
}

struct CheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Check a checkpoint's signatures.")

    @Argument(help: "The checkpoint's file.")
    var file: String

    @Option(
        help: ArgumentHelp(
            "A policy: the log, its witnesses, and how many must have signed.", valueName: "file"))
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "A key you trust, or a file with some; may be repeated.", valueName: "key"))
    var key: [String] = []

    func validate() throws {
        if key.isEmpty == (policy == nil) {
            throw ValidationError("Name keys you trust with --key, or a --policy.")
        }
    }

    func run() throws {
        let note = try SignedNote(WholeFile.requiredText(file))
        let signers: [VerifierKey]
        if let policy {
            let policy = try WitnessPolicy(WholeFile.requiredText(policy))
            try policy.verify(note)
            signers = try note.verified(by: policy.keys)
        } else {
            signers = try note.verified(by: try key.flatMap(VerifierKey.named))
        }
        print("holds: \(try note.checkpoint().words)")
        for key in signers {
            let time = note.signatures.first { $0.name == key.name && $0.id == key.id }?.time
            let isWitness = key.type == .cosignature
            print(
                "signed by \(key.name)"
                    + (isWitness ? time.map { ", which saw it at Unix time \($0)" } ?? "" : ""))
        }
    }
}

struct ContinuationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "continuation",
        abstract: "Check that a log continues a checkpoint that you have from before.")

    @Argument(help: "What annals prove --consistency wrote.")
    var proof: String

    @Option(help: ArgumentHelp("The checkpoint from before.", valueName: "file"))
    var older: String

    @OptionGroup var keys: KeyOptions

    func run() throws {
        let keys = try keys.keys()
        let older = try SignedNote(WholeFile.requiredText(older)).checkpoint(signedBy: keys)
        let proof = try ContinuationProof(WholeFile.requiredText(proof))
        print("holds: \(try proof.verify(older: older, keys: keys).words)")
        print("continues the \(older.size) events from before")
    }
}

import ArgumentParser
import Proofs

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make the witness's key, or show it: the line that auditors need.")

    @Argument(help: "The witness's name, where the key is to be made.")
    var name: String?

    @Option(help: "The folder of the witness: its key and what it saw.")
    var state: String

    func run() throws {
        let files = WitnessFiles(state)
        if let name {
            print(try files.makeKey(name).verifier.text)
        } else {
            print(try files.key().verifier.text)
        }
    }
}

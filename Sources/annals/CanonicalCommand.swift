import Answering
import ArgumentParser
import CanonicalJSON

struct CanonicalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canonical",
        abstract: "The canonical bytes (RFC 8785) of a JSON text.",
        discussion: """
            Refused with exit code 65 and nothing on standard output: equal names, lone surrogates, \
            invalid UTF-8, numbers beyond the range of a double, and what is no JSON.
            """)

    @Argument(help: "A file, or - for standard input.")
    var file: String

    func run() async throws {
        let bytes = try InputFile.bytes(at: file)
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes, numbers: .ecmaScript)
        } catch {
            throw Failure("\(file): \(error)", .badInput)
        }
        StandardOutput.write(value.canonicalBytes)
        if StandardOutput.isTerminal { StandardOutput.write("\n") }
        StandardOutput.flush()
    }
}

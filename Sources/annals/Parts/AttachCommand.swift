import Answering
import ArgumentParser
import EventStorage
import Filings
import Proofs
import Sealing

struct AttachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Attach a document or text to an event, so that it can be erased again.",
        discussion: """
            For what is personal or licensed: what stands in an event itself stays for ever. The log \
            gets a salted digest of the part, so that nobody can guess it from there once it is gone.
            """)

    @Argument(help: "The event: a position, a source key, a claim or a filing.")
    var id: String

    @Argument(help: "The file, or - for standard input.")
    var file: String

    @Option(help: "What the part is called; else the file's name.")
    var name: String?

    @Option(help: "Its media type, as application/pdf.")
    var mediaType = "application/octet-stream"

    @Option(help: ArgumentHelp("Who attaches it; else the login.", valueName: "name"))
    var actor: String?

    @OptionGroup var database: DatabaseOptions

    /// A part is read and sent whole.
    private static let mostBytes = 256 << 20

    func run() async throws {
        let path = file == "-" ? "/dev/stdin" : file
        let name = name ?? file.split(separator: "/").last.map(String.init) ?? file
        try await database.withLog { ledger in
            guard let bytes = try WholeFile.readStream(path, most: Self.mostBytes) else {
                throw Failure("There is no file \(file).", .badInput)
            }
            guard bytes.count <= Self.mostBytes else {
                throw Failure("\(file) has more than 256 MB.", .badInput)
            }
            try await ledger.checkContinuation()
            let event = try await ledger.event(meaning: id)
            let appended = try await LogParts(ledger.store).attach(
                bytes, named: name, mediaType: mediaType, to: event,
                by: actor ?? Login.name)
            StandardError.print(
                "annals: \(name), \(bytes.count) bytes, is attached to #\(event.position) at "
                    + "position \(appended?.position ?? 0)")
        }
    }
}

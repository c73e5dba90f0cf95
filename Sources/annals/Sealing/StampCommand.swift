import Answering
import ArgumentParser
import CanonicalJSON
import Fetching
import Proofs
import Rendering
import Sealing

struct StampCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stamp",
        abstract: "Have a time-stamp authority say when it saw the newest checkpoint.",
        discussion: """
            RFC 3161. The stamp is over the checkpoint's first three lines; everything the checkpoint \
            covers was recorded before its time. openssl ts -verify checks it without annals: \
            --write puts the reply and those lines in files. Without --authority the stamps that are \
            kept are listed.
            """)

    @Option(help: ArgumentHelp("Whom to ask.", valueName: "url"))
    var authority: String?

    @Option(
        help: ArgumentHelp(
            "Certificates, PEM: the authority's must be issued by one of them.", valueName: "file"))
    var ca: String?

    @Option(help: ArgumentHelp("Write FILE.tsr and FILE.txt.", valueName: "file"))
    var write: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if authority == nil, ca != nil || write != nil {
            throw ValidationError("--ca and --write are about a new stamp: name an --authority.")
        }
    }

    func run() async throws {
        try await database.withLog { ledger in
            if let authority { try await stamp(by: authority, ledger) }
            try await show(ledger)
            StandardOutput.flush()
        }
    }

    private func stamp(by authority: String, _ ledger: Ledger) async throws {
        guard let newest = try await LogCheckpoints(ledger.store).newest() else {
            throw SealError.notThere("Nothing was signed yet: annals checkpoint signs")
        }
        let text = newest.checkpoint.text
        let request = try TimeStamp.request(for: text)
        let reply = try await Self.ask(authority, request.bytes)
        let seconds = try TimeStamp.verify(
            reply, of: text, answering: request, authorities: ca)
        try await LogStamps(ledger.store).add(
            reply, of: newest.checkpoint, by: authority, at: seconds)
        if let write {
            try WholeFile.write(reply, to: write + ".tsr")
            try WholeFile.write(Array(text.utf8), to: write + ".txt")
        }
    }

    private static func ask(_ authority: String, _ body: [UInt8]) async throws -> [UInt8] {
        var request = HTTPRequest(authority)
        request.posted = body
        request.headers = [.init("Content-Type", "application/timestamp-query")]
        request.mostBytes = 1 << 20
        let answer: HTTPResponse
        do {
            answer = try await HTTPClient(userAgent: "annals").answer(to: request)
        } catch {
            throw Failure("\(error).", .unavailable)
        }
        guard answer.status == 200 else {
            throw Failure("\(authority) answers with status \(answer.status).", .unavailable)
        }
        return answer.body
    }

    private func show(_ ledger: Ledger) async throws {
        let kept = try await LogStamps(ledger.store).all()
        try output.show(
            RecordSet(
                fields: [Field("size", .number), "stampedAt", "authority", "root"],
                records: kept.map { stamp in
                    [
                        "size": .integer(stamp.checkpoint.size),
                        "stampedAt": .string(stamp.stampedAt.text),
                        "authority": .string(stamp.authority),
                        "root": .string(stamp.checkpoint.root.base64),
                    ]
                }))
    }
}

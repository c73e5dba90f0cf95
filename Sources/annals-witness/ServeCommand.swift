import ArgumentParser
import FlyingFox
import Foundation
import Proofs

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer over HTTP until ended by a signal.")

    @Option(help: "The folder of the witness: its key and what it saw.")
    var state: String

    @Option(
        help: ArgumentHelp(
            "The verifier key of a log to watch, or a file with some; may be repeated.",
            valueName: "key"))
    var log: [String] = []

    @Option(help: "The address to listen on.")
    var address = "127.0.0.1"

    @Option(help: "The port; 0: any that is free.")
    var port: UInt16 = 7380

    func validate() throws {
        if log.isEmpty { throw ValidationError("Name a log to watch with --log.") }
    }

    func run() async throws {
        let files = WitnessFiles(state)
        let key = try files.key()
        let logs = try log.flatMap(VerifierKey.named)
        let witness = Witness(key: key, logs: logs, folder: files.seen)
        let server = HTTPServer(
            address: try .inet(ip4: address, port: port), logger: .disabled)
        await server.appendRoute("POST /add-checkpoint") { request in
            await Self.answer(request, by: witness)
        }
        let serving = Task { try await server.run() }
        try await server.waitUntilListening()
        if case .ip4(_, let port) = await server.listeningAddress {
            print("annals-witness: \(key.name) on http://\(address):\(port)/add-checkpoint")
            fflush(nil)
        }
        try await serving.value
    }

    /// A proof of 63 hashes and a note of a hundred signatures fit well into it.
    private static let mostBytes = 65_536

    private static func answer(_ request: HTTPRequest, by witness: Witness) async -> HTTPResponse {
        do {
            var body: [UInt8] = []
            for try await piece in request.bodySequence {
                body += piece
                guard body.count <= mostBytes else {
                    return HTTPResponse(statusCode: .payloadTooLarge)
                }
            }
            guard let text = String(validating: body, as: UTF8.self) else {
                return HTTPResponse(
                    statusCode: .badRequest, body: Data("The body is not in UTF-8.\n".utf8))
            }
            let time = UInt64(max(0, Date().timeIntervalSince1970))
            let answer = try await witness.add(text, at: time)
            var headers: HTTPHeaders = [.contentType: "text/plain; charset=utf-8"]
            if case .conflict = answer { headers[.contentType] = "text/x.tlog.size" }
            return HTTPResponse(
                statusCode: HTTPStatusCode(answer.status, phrase: ""), headers: headers,
                body: Data(answer.body.utf8))
        } catch {
            complain("\(error)")
            return HTTPResponse(statusCode: .internalServerError)
        }
    }
}

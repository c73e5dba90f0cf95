import Answering
import ArgumentParser
import CanonicalJSON
import EventStorage
import Filings
import Proofs
import Rendering
import Sealing

struct PartsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parts",
        abstract: "What is attached to an event, and what of it was erased, by whom and why.")

    @Argument(help: "The event: a position, a source key, a claim or a filing.")
    var id: String

    @Option(help: ArgumentHelp("Write this part's bytes to standard output.", valueName: "name"))
    var get: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withLog { ledger in
            let event = try await ledger.event(meaning: id)
            let parts = try await LogParts(ledger.store).parts(of: event)
            if let get {
                let part = try parts.named(get, of: id)
                guard let bytes = try await LogParts(ledger.store).bytes(of: part.attached)
                else {
                    throw Failure(
                        "\(get) of \(id) \(part.erased?.words ?? "is gone").", .failed)
                }
                StandardOutput.flush()
                guard WholeFile.writeAll(bytes, to: 1) else {
                    throw Failure(unwritable: "Standard output")
                }
                return
            }
            try output.show(Self.records(parts))
            StandardOutput.flush()
        }
    }

    private static func records(_ parts: [LogParts.Part]) -> RecordSet {
        RecordSet(
            fields: [
                Field("name", .text), Field("bytes", .number), "mediaType", "state",
                Field("reason", .text), "erasedBy", "erasedAt", Field("position", .number),
                Field("attachedBy", detail: true), Field("digest", detail: true),
            ],
            records: parts.map { part in
                var record: Record = [
                    "name": .string(part.attached.name), "bytes": .integer(part.attached.bytes),
                    "mediaType": .string(part.attached.mediaType),
                    "state": .string(part.erased == nil ? "there" : "erased"),
                    "position": .integer(part.position), "attachedBy": .string(part.attachedBy),
                    "digest": .string(part.attached.digest),
                ]
                if let erased = part.erased {
                    record["reason"] = .string(erased.reason)
                    record["erasedBy"] = .string(erased.by)
                    record["erasedAt"] = .string(erased.at.text)
                }
                return record
            })
    }
}

extension Ledger {
    /// The one event that a text means: of a claim its assertion, of a filing its listing, which later
    /// ones are about.
    func event(meaning text: String) async throws -> RecordedEvent {
        let limits = try await QuestionLimits(upTo: store.head().position)
        if Self.position(in: text) == nil, try await !claims(text, at: limits).isEmpty {
            return try await claim(text, at: limits).versions[0].event
        }
        let events = try await events(meaning: text, at: limits)
        guard let event = events.first else {
            throw Failure("Nothing is recorded as \(text). Try: annals find \(text)", .usage)
        }
        let streams = Set(events.map(\.stream.text)).sorted()
        guard streams.count == 1 else {
            throw Failure(
                "\(text) is in \(streams.count) histories (\(streams.joined(separator: ", "))); name "
                    + "an event by its position.", .usage)
        }
        return event
    }
}

extension [LogParts.Part] {
    /// The newest one of that name.
    func named(_ name: String, of id: String) throws(Failure) -> LogParts.Part {
        if let part = last(where: { $0.attached.name == name }) { return part }
        let names = map(\.attached.name).joined(separator: ", ")
        throw Failure(
            "\(id) has no part \(name)\(isEmpty ? ", and no other" : "; it has \(names)").", .usage)
    }
}

extension LogParts.Erasure {
    /// `was erased on 2026-11-26 by ann (#105): at the request of the person`
    var words: String { "was erased on \(at.day.text) by \(by) (#\(position)): \(reason)" }
}

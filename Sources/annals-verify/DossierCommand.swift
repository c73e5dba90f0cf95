import ArgumentParser
import CanonicalJSON
import Digests
import Proofs

struct DossierCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: "Check a company's dossier: its digests, each event, how far they reach.",
        discussion: "A zip file is to be unpacked first.")

    @Argument(help: "The folder that annals dossier wrote.")
    var folder: String

    @OptionGroup var keys: KeyOptions

    func run() throws {
        let keys = try keys.keys()
        try checkDigests()
        let checkpoint = try SignedNote(WholeFile.requiredText(folder + "/checkpoint"))
            .checkpoint(signedBy: keys)
        let events = try WholeFile.required(folder + "/events.jsonl")
        let entries = events.split(separator: UInt8(ascii: "\n"))
        let proofs = try ProvenEvents(text: WholeFile.requiredText(folder + "/proofs.txt"))
        try proofs.verify(entries: entries, checkpoint: checkpoint)
        let places = try entries.map { try EventPlace($0) }
        try checkOrder(places)
        print("holds: \(entries.count) events of \(checkpoint.words)")
        try checkHead(places, checkpoint, keys)
    }

    /// As `sha256sum --check` does.
    private func checkDigests() throws {
        let text = try WholeFile.requiredText(folder + "/SHA256SUMS")
        for line in text.split(separator: "\n") {
            let name = line.dropFirst(66)
            guard line.utf8.count > 66, !name.contains("/") else {
                throw ProofError.malformed("A line of SHA256SUMS is no digest and name")
            }
            let bytes = try WholeFile.required("\(folder)/\(name)")
            guard SHA256.text(of: bytes) == line.prefix(64) else {
                throw ProofError.mismatch("\(name) does not have the digest of SHA256SUMS")
            }
        }
    }

    private func checkOrder(_ places: [EventPlace]) throws {
        for (one, next) in zip(places, places.dropFirst()) {
            guard one.stream == next.stream else {
                throw ProofError.mismatch("There are events of \(one.stream) and \(next.stream)")
            }
            guard one.version < next.version else {
                throw ProofError.mismatch(
                    "Version \(next.version) does not follow version \(one.version)")
            }
        }
    }

    private func checkHead(
        _ places: [EventPlace], _ checkpoint: Checkpoint, _ keys: [VerifierKey]
    ) throws {
        let isDense = places.enumerated().allSatisfy { $0.element.version == Int64($0.offset) + 1 }
        guard let bytes = try WholeFile.read(folder + "/stream-head") else {
            print(
                isDense
                    ? "no version is left out; the log does not say how many there are"
                    : "a selection: not all versions are here")
            return
        }
        let note = try SignedNote(bytes: bytes)
        let head = try StreamHead(text: note.text)
        let signers = try note.verified(by: keys)
        guard head.origin == checkpoint.origin, head.size == checkpoint.size,
            signers.contains(where: { $0.name == head.origin }),
            places.allSatisfy({ $0.stream == head.stream && $0.version <= head.version })
        else {
            throw ProofError.mismatch("The stream head is not that of these events")
        }
        let isWhole = isDense && Int64(places.count) == head.version
        print(
            isWhole
                ? "complete: the log signed that \(head.stream) has \(head.version) events in its "
                    + "first \(head.size)"
                : "a selection: \(head.stream) has \(head.version) events in the log's first "
                    + "\(head.size)")
    }
}

/// Where an entry says that it stands.
private struct EventPlace {
    let stream: String
    let version: Int64

    init(_ entry: ArraySlice<UInt8>) throws {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: Array(entry))
        } catch {
            throw ProofError.malformed("An event is no JSON: \(error)")
        }
        guard let stream = json["subject"]?.stringValue,
            let version = json["streamversion"]?.integerValue
        else { throw ProofError.malformed("An event has no subject or version") }
        self.stream = stream
        self.version = version
    }
}

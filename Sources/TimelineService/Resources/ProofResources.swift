import Answering
import CanonicalJSON
import Filings
import Proofs
import Rendering
import Sealing

/// What proves the log, in the forms that other programs read (C2SP tlog-checkpoint, tlog-tiles,
/// tlog-proof).
extension ResourceCatalog {
    static let proof: [Resource] = [
        Resource(
            "/checkpoint", for: .audit, "The newest checkpoint that was signed, as a signed note.",
            mediaType: "text/plain; charset=utf-8",
            .content { asked in
                Content(try await newest(asked).note.whole, "text/plain; charset=utf-8")
            }),
        Resource(
            "/checkpoints", for: .audit, "The checkpoints that are kept, newest first.",
            formats: MediaTypes.ofRecords, .question { _ in CheckpointsQuestion() }),
        Resource(
            "/tile/{level}/{index}", for: .audit,
            "A tile of the proof tree, or with level entries a bundle of entries; index is as "
                + "C2SP tlog-tiles has it, x001/x234/067 or 000.p/5.",
            mediaType: "application/octet-stream", .content(tile)),
        Resource(
            "/events/{position}/entry", for: .audit, "The bytes that the log stores and proves.",
            mediaType: "application/cloudevents+json",
            .content { asked in
                Content(try await entry(asked), "application/cloudevents+json")
            }),
        Resource(
            "/events/{position}/proof", for: .audit,
            "The path from an entry to the newest checkpoint, as C2SP tlog-proof.",
            mediaType: "text/plain; charset=utf-8", .content(inclusion)),
        Resource(
            "/consistency/{size}", for: .audit,
            "The path from the log's first events, so many, to the newest checkpoint.",
            mediaType: "text/plain; charset=utf-8", .content(consistency)),
        Resource(
            "/verification", for: .audit, "Up to where the log was verified, and signed.",
            mediaType: "application/json", .content(verification)),
    ]

    private static func newest(_ asked: Asked) async throws -> LogCheckpoints.Kept {
        guard let newest = try await LogCheckpoints(asked.ledger.store).newest() else {
            throw Problem(.notFound, "Nothing was signed yet.")
        }
        return newest
    }

    private static func entry(_ asked: Asked) async throws -> [UInt8] {
        let position = try EventPages.number(asked)
        let entries = try await asked.ledger.store.entryBytes(after: position - 1, most: 1)
        guard let entry = entries.first else {
            throw Problem(.notFound, "The log has no event \(position) yet.")
        }
        return entry
    }

    private static func inclusion(_ asked: Asked) async throws -> Content {
        let position = try EventPages.number(asked)
        let newest = try await newest(asked)
        guard position <= newest.checkpoint.size else {
            throw Problem(
                .notFound,
                "Event \(position) is not signed yet; the newest checkpoint has "
                    + "\(newest.checkpoint.size) events.")
        }
        let proof = try await LogTiles(asked.ledger.store).inclusionProof(
            of: position, size: newest.checkpoint.size)
        // What does not hold here is not handed out.
        try proof.verify(
            leaf: MerkleHasher().leaf(try await entry(asked)), size: newest.checkpoint.size,
            root: newest.checkpoint.root)
        return Content(EntryProof(proof, note: newest.note).text, "text/plain; charset=utf-8")
    }

    private static func consistency(_ asked: Asked) async throws -> Content {
        let newest = try await newest(asked)
        guard let size = Int64(asked.part("size")), (0...newest.checkpoint.size).contains(size)
        else {
            throw Problem(
                .notFound,
                "The size is a number of events, at most \(newest.checkpoint.size), which are signed."
            )
        }
        let proof = try await LogTiles(asked.ledger.store).consistencyProof(
            from: size, to: newest.checkpoint.size)
        return Content(
            ContinuationProof(oldSize: size, proof, note: newest.note).text,
            "text/plain; charset=utf-8")
    }

    private static func tile(_ asked: Asked) async throws -> Content {
        let size = try await newest(asked).checkpoint.size
        let level = asked.part("level")
        let missing = Problem(.notFound, "The signed log has no such tile.")
        guard let (number, width) = TilePlace.reading(asked.part("index")),
            let depth = level == "entries" ? 0 : Int(level), depth >= 0,
            let there = TilePlace(level: depth, number: number, inTreeOf: size),
            width <= there.width
        else { throw missing }
        var content: Content
        let store = asked.ledger.store
        if level == "entries" {
            let entries = try await store.entryBytes(
                after: number * Int64(TilePlace.fullWidth), most: width)
            content = Content(
                try EntryBundle(entries: entries).bytes(), "application/octet-stream")
        } else {
            let place = TilePlace(level: depth, number: number, width: width)
            let hashes = try await store.hashes(of: place)
            content = Content(hashes.flatMap(\.bytes), "application/octet-stream")
        }
        content.isImmutable = true
        return content
    }

    private static func verification(_ asked: Asked) async throws -> Content {
        var json: JSONObject = ["head": .integer(asked.service.hub.head)]
        if let newest = try await LogCheckpoints(asked.ledger.store).newest() {
            let checkpoint = newest.checkpoint
            json["origin"] = .string(checkpoint.origin)
            json["signed"] = [
                "at": .string(newest.signedAt.text), "root": .string(checkpoint.root.base64),
                "size": .integer(checkpoint.size),
            ]
            if let note = try asked.ledger.keys.note(.verified, of: checkpoint.origin) {
                let verified = try note.checkpoint()
                json["verified"] = [
                    "root": .string(verified.root.base64), "size": .integer(verified.size),
                ]
            }
        }
        return Content(JSONValue.object(json).canonicalText + "\n", "application/json")
    }
}

import CanonicalJSON
import Digests
import Foundation
import Proofs
import Testing

/// Trees and notes that others made, from the corpus that `ANNALS_CORPUS` names.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["ANNALS_CORPUS"] != nil))
struct CorpusTests {
    private func sample(_ name: String) throws -> JSONValue {
        let corpus = try #require(ProcessInfo.processInfo.environment["ANNALS_CORPUS"])
        let file = URL(filePath: corpus).appending(path: "merkle/\(name)")
        return try JSONValue(parsing: [UInt8](try Data(contentsOf: file)))
    }

    private func hash(_ value: JSONValue?) throws -> NodeHash {
        try #require(NodeHash(base64: value?.stringValue ?? "no text"))
    }

    private func tree(_ size: Int64) -> TiledTree {
        var tree = TiledTree()
        (0..<Int(size)).forEach { tree.append(entry($0)) }
        return tree
    }

    @Test func `roots and proofs are those of another implementation`() throws {
        let sample = try sample("sample_tree.json")
        for root in try #require(sample["roots"]?.arrayValue) {
            let size = try #require(root["size"]?.integerValue)
            #expect(try tree(size).root == hash(root["root"]))
        }
        for example in try #require(sample["inclusion"]?.arrayValue) {
            let size = try #require(example["size"]?.integerValue)
            let tree = tree(size)
            let index = try #require(example["index"]?.integerValue)
            let hashes = try #require(example["proof"]?.arrayValue).map { try hash($0) }
            #expect(try tree.inclusionProof(index).hashes == hashes)
            #expect(try tree.hasher.leaf(entry(Int(index))) == hash(example["leaf_hash"]))
        }
        for example in try #require(sample["consistency"]?.arrayValue) {
            let size = try #require(example["size2"]?.integerValue)
            let tree = tree(size)
            let old = try #require(example["size1"]?.integerValue)
            let hashes = try #require(example["proof"]?.arrayValue).map { try hash($0) }
            let proof = try tree.consistencyProof(old)
            #expect(proof.hashes == hashes)
            try proof.verify(
                oldSize: old, oldRoot: try hash(example["root1"]), newSize: tree.edge.size,
                newRoot: try hash(example["root2"]))
        }
    }

    @Test func `tiles are those of another implementation`() throws {
        let sample = try sample("sample_tree.json")
        for tile in try #require(sample["tiles"]?.arrayValue) {
            let size = try #require(tile["size"]?.integerValue)
            let tree = tree(size)
            let path = try #require(tile["path"]?.stringValue)
            let place = try #require(
                TilePlace.all(inTreeOf: tree.edge.size).first { $0.path == path })
            let hashes = try #require(
                tree.full[place] ?? tree.edge.partialTiles.first { $0.place == place }?.hashes)
            #expect(.string(SHA256.text(of: hashes.joinedBytes)) == tile["sha256"])
        }
    }

    @Test func `notes are judged as others judge them`() throws {
        let sample = try sample("sample_notes.json")
        let cases = try #require(sample["cases"]?.arrayValue)
        #expect(Int64(cases.count) == sample["count"]?.integerValue)
        for example in cases {
            let text = try #require(example["note"]?.stringValue)
            let keys = try #require(example["verifier_keys"]?.arrayValue).map {
                try VerifierKey($0.stringValue ?? "")
            }
            let judge = { try SignedNote(text).verified(by: keys).map(\.name) }
            switch example["expect"]?.stringValue {
            case "ok":
                let names = example["verified"]?.arrayValue?.compactMap(\.stringValue)
                #expect(try judge() == names)
            case "invalid-signature":
                #expect(throws: ProofError.badSignature(key: keys[0].name)) { try judge() }
            case "no-trusted-signature":
                #expect(throws: ProofError.unsigned(keys: keys.map(\.name))) { try judge() }
            default: #expect(throws: ProofError.self) { try SignedNote(text) }
            }
        }
    }

    @Test func `a proof file of another implementation holds`() throws {
        let sample = try sample("sample_notes.json")
        let text = try #require(sample["tlog_proof_of_entry_3"]?.stringValue)
        let proof = try EntryProof(text)
        let key = try VerifierKey(sample["log_vkey"]?.stringValue ?? "")
        let checkpoint = try proof.verify(entry: entry(3), keys: [key])
        #expect(checkpoint.size > 3)
        #expect(proof.text == text)
    }
}

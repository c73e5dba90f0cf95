import Foundation
import Proofs
import TestSupport
import Testing

/// Every parser of the formats that others send us, fed what a text becomes when bytes are changed,
/// cut, doubled and put together wrongly: none crashes, and none takes a changed input for the old one.
///
/// A second each; `ANNALS_FUZZ_SECONDS` gives each that many.
@Suite struct FuzzTests {
    private static let seconds =
        ProcessInfo.processInfo.environment["ANNALS_FUZZ_SECONDS"].flatMap { Double($0) } ?? 1

    private let log: SigningKey
    private let witness: SigningKey
    private let tree: TiledTree
    private let note: SignedNote

    init() throws {
        log = try SigningKey(newNamed: "log.example/annals")
        witness = try SigningKey(newNamed: "witness.example", type: .cosignature)
        var tree = TiledTree()
        (0..<300).forEach { tree.append(entry($0)) }
        self.tree = tree
        var note = try Checkpoint(origin: log.name, size: 300, root: tree.root).signed(by: log)
        note.add([try witness.sign(note.text, at: 7)])
        self.note = note
    }

    /// Calls the body with inputs made from a sample until the time is over.
    private func fuzz(_ sample: [UInt8], _ body: ([UInt8]) throws -> Void) rethrows {
        var random = SplitMix64(seed: UInt64.random(in: 0...UInt64.max))
        let end = Date().addingTimeInterval(Self.seconds)
        while Date() < end {
            for _ in 0..<50 { try body(Self.changed(sample, &random)) }
        }
    }

    private static func changed(_ sample: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = sample
        for _ in 0...(random.next() % 3) {
            let place = bytes.isEmpty ? 0 : Int(random.next() % UInt64(bytes.count))
            switch random.next() % 7 {
            case 0 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8(random.next() % 8)
            case 1 where !bytes.isEmpty: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 2 where !bytes.isEmpty: bytes.removeSubrange(place...)
            case 3 where !bytes.isEmpty: bytes.remove(at: place)
            case 4: bytes.insert(contentsOf: "\n \u{2014}+0=".utf8.shuffled(), at: place)
            case 5: bytes.insert(contentsOf: bytes[place...].prefix(40), at: place)
            default: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
            }
        }
        return bytes
    }

    /// A note may lose or gain signatures that do not count; its text may not change.
    @Test func `notes and checkpoints`() {
        fuzz(Array(note.whole.utf8)) { bytes in
            guard let read = try? SignedNote(bytes: bytes),
                (try? read.verified(by: [log.verifier, witness.verifier])) != nil
            else { return }
            #expect(read.text == note.text, "\(bytes)")
        }
        fuzz(Array(note.text.utf8)) { bytes in
            guard let read = try? Checkpoint(text: String(decoding: bytes, as: UTF8.self)) else {
                return
            }
            // One spelling each; lines behind the third are passed over.
            #expect(String(decoding: bytes, as: UTF8.self).hasPrefix(read.text))
        }
    }

    @Test func `keys`() {
        for text in [log.verifier.text, witness.verifier.text] {
            fuzz(Array(text.utf8)) { bytes in
                let changed = String(decoding: bytes, as: UTF8.self)
                guard let read = try? VerifierKey(changed) else { return }
                #expect(read.text == changed)
            }
        }
        fuzz(Array(log.secretText.utf8)) { bytes in
            let changed = String(decoding: bytes, as: UTF8.self)
            guard let read = try? SigningKey(changed) else { return }
            #expect(read.secretText == changed)
        }
    }

    @Test func `proofs of entries`() throws {
        let index: Int64 = 77
        let proof = EntryProof(try tree.inclusionProof(index), note: note)
        fuzz(Array(proof.text.utf8)) { bytes in
            guard let read = try? EntryProof(String(decoding: bytes, as: UTF8.self)) else { return }
            for number in [77, 76] {
                guard
                    (try? read.verify(entry: entry(number), keys: [log.verifier])) != nil
                else { continue }
                #expect(number == 77 && read.inclusion == proof.inclusion, "\(bytes)")
            }
        }
    }

    @Test func `proofs of continuation, and what a witness is sent`() async throws {
        let older = try tree.tiles { $0.needed(forRootOf: 200) }.root(of: 200)
        let old = Checkpoint(origin: log.name, size: 200, root: older)
        let proof = ContinuationProof(oldSize: 200, try tree.consistencyProof(200), note: note)
        fuzz(Array(proof.text.utf8)) { bytes in
            guard let read = try? ContinuationProof(String(decoding: bytes, as: UTF8.self)),
                (try? read.verify(older: old, keys: [log.verifier])) != nil
            else { return }
            #expect(read.proof == proof.proof && read.note.text == note.text, "\(bytes)")
        }
    }

    @Test func `tiles and bundles`() throws {
        let bundle = EntryBundle(entries: (0..<256).map(entry))
        fuzz(try bundle.bytes()) { bytes in
            guard let read = try? EntryBundle(bytes, width: 256) else { return }
            // What was read is what was sent: nothing is passed over.
            #expect((try? read.bytes()) == bytes)
        }
        let proven = ProvenEvents(proofs: try (0..<20).map { try tree.inclusionProof($0) })
        fuzz(Array(proven.text.utf8)) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let read = try? ProvenEvents(text: text),
                (try? read.verify(
                    entries: (0..<20).map { entry($0)[...] },
                    checkpoint: Checkpoint(origin: log.name, size: 300, root: tree.root))) != nil
            else { return }
            #expect(read == proven)
        }
    }

    @Test func `policies, stream heads and time stamps`() throws {
        let policy = """
            log \(log.verifier.text)
            witness north \(witness.verifier.text) https://witness.example
            group all all north
            quorum all

            """
        fuzz(Array(policy.utf8)) { bytes in
            _ = try? WitnessPolicy(String(decoding: bytes, as: UTF8.self))
        }
        let head = StreamHead(
            origin: log.name, stream: "company-a", version: 3, position: 9, size: 300)
        fuzz(Array(head.text.utf8)) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let read = try? StreamHead(text: text) else { return }
            #expect(read.text == text)
        }
        let request = try TimeStamp.request(for: note.text)
        fuzz(request.bytes) { bytes in
            #expect(throws: ProofError.self) { try TimeStamp.verify(bytes, of: note.text) }
        }
    }
}

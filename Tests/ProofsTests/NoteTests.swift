import Proofs
import Testing

@Suite struct NoteTests {
    private let key: SigningKey
    private let checkpoint: Checkpoint
    private let note: SignedNote

    init() throws {
        key = try SigningKey(newNamed: "log.example/annals")
        checkpoint = Checkpoint(
            origin: key.name, size: 3, root: MerkleHasher().leaf(entry(3)))
        note = try checkpoint.signed(by: key)
    }

    @Test func `a checkpoint comes back from its note`() throws {
        let read = try SignedNote(note.whole)
        #expect(read == note)
        #expect(try read.checkpoint(signedBy: [key.verifier]) == checkpoint)
    }

    @Test func `keys come back from their texts`() throws {
        #expect(try VerifierKey(key.verifier.text) == key.verifier)
        let again = try SigningKey(key.secretText)
        #expect(try again.sign(note.text) == key.sign(note.text))
        #expect(!"\(note.whole)".contains(key.secretText.suffix(20)))
    }

    @Test(
        arguments: [
            "", "a", "a+b", "a b+00000000+AQ==", "a+00000000+AQ==", "PRIVATE+KEY+a+b+c",
            "a+0000000g+AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh",
        ])
    func `what is no key is refused`(text: String) {
        #expect(throws: ProofError.self) { try VerifierKey(text) }
        #expect(throws: ProofError.self) { try SigningKey(text) }
    }

    @Test func `a key whose id is another's is refused`() throws {
        let other = try SigningKey(newNamed: "log.example/annals")
        let text = key.verifier.text.replacing(
            key.verifier.id.hexadecimal, with: other.verifier.id.hexadecimal)
        #expect(throws: ProofError.self) { try VerifierKey(text) }
        #expect(throws: ProofError.self) { try SigningKey(newNamed: "with a blank") }
    }

    /// One byte at every place changed: no note with another text is taken, whatever the change.
    @Test func `no changed note passes for another text`() throws {
        let bytes = Array(note.whole.utf8)
        for place in bytes.indices {
            for flip in [UInt8(1), 0x20, 0x80] {
                var changed = bytes
                changed[place] ^= flip
                guard let read = try? SignedNote(bytes: changed),
                    let answer = try? read.checkpoint(signedBy: [key.verifier])
                else { continue }
                Issue.record("byte \(place) changed by \(flip) gives \(answer)")
            }
        }
    }

    @Test func `unknown signers are passed over, and are not enough`() throws {
        let other = try SigningKey(newNamed: "log.example/annals")
        var both = note
        both.add([try other.sign(note.text)])
        #expect(try both.verified(by: [key.verifier]) == [key.verifier])
        #expect(throws: ProofError.unsigned(keys: [other.name])) {
            try note.verified(by: [other.verifier])
        }
        // A witness alone does not speak for the log.
        let witness = try SigningKey(newNamed: "witness.example", type: .cosignature)
        let seen = SignedNote(text: note.text, signatures: [try witness.sign(note.text, at: 7)])
        #expect(try seen.verified(by: [witness.verifier]) == [witness.verifier])
        #expect(seen.signatures.first?.time == 7)
        #expect(throws: ProofError.unsigned(keys: [key.name])) {
            try seen.checkpoint(signedBy: [key.verifier, witness.verifier])
        }
    }

    @Test(
        arguments: [
            "", "\n", "\n\n", "text\n", "text\n\n", "text\n\nno signature\n",
            "text\n\n\u{2014} name AAAA\n", "text\n\n\u{2014} name AAAAAAA=",
            "a\tb\n\n\u{2014} n AAAAAAA=\n",
            "text\n\n\u{2014} n+m AAAAAAA=\n", "text\n\n\u{2014} n AAAAAAB=\n",
        ])
    func `what is no note is refused`(text: String) {
        #expect(throws: ProofError.self) { try SignedNote(text) }
    }

    @Test(
        arguments: [
            "log\n1\n", "log\n01\nAAAA\n", "log\n-1\nAAAA\n", "\n1\nAAAA\n",
            "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
            "log\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        ])
    func `what is no checkpoint is refused`(text: String) {
        #expect(throws: ProofError.self) { try Checkpoint(text: text) }
    }

    @Test func `a proof file comes back and holds for its entry alone`() throws {
        var tree = TiledTree()
        (0..<300).forEach { tree.append(entry($0)) }
        let note = try Checkpoint(origin: key.name, size: 300, root: tree.root).signed(by: key)
        let proof = EntryProof(try tree.inclusionProof(256), note: note)
        let read = try EntryProof(proof.text)
        #expect(read == proof)
        #expect(try read.verify(entry: entry(256), keys: [key.verifier]).size == 300)
        #expect(throws: ProofError.self) {
            try read.verify(entry: entry(255), keys: [key.verifier])
        }
        let bytes = Array(proof.text.utf8)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            let text = String(decoding: changed, as: UTF8.self)
            #expect(throws: ProofError.self, "byte \(place)") {
                try EntryProof(text).verify(entry: entry(256), keys: [key.verifier])
            }
        }
    }
}

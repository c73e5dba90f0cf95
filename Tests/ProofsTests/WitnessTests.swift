import Foundation
import Proofs
import Testing

@Suite struct WitnessTests {
    private let log: SigningKey
    private let key: SigningKey
    private let folder: String
    private let witness: Witness

    init() throws {
        log = try SigningKey(newNamed: "log.example/annals")
        key = try SigningKey(newNamed: "witness.example/north", type: .cosignature)
        folder =
            FileManager.default.temporaryDirectory.path + "/annals-witness-\(UUID().uuidString)"
        witness = Witness(key: key, logs: [log.verifier], folder: folder)
    }

    private static func tree(_ size: Int, changed: Int? = nil) -> TiledTree {
        var tree = TiledTree()
        for number in 0..<size { tree.append(entry(number == changed ? 9_999 : number)) }
        return tree
    }

    private func request(_ old: Int64, _ tree: TiledTree, by key: SigningKey? = nil) throws
        -> String
    {
        let key = key ?? log
        let checkpoint = Checkpoint(origin: key.name, size: tree.edge.size, root: tree.root)
        let proof = try tree.consistencyProof(min(old, tree.edge.size))
        return ContinuationProof(oldSize: old, proof, note: try checkpoint.signed(by: key)).text
    }

    @Test func `what continues is cosigned, and nothing else`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard case .cosigned(let line) = try await witness.add(request(0, Self.tree(300)), at: 5)
        else {
            Issue.record("not cosigned")
            return
        }
        let checkpoint = Checkpoint(origin: log.name, size: 300, root: Self.tree(300).root)
        let note = try SignedNote(checkpoint.text + "\n" + line)
        #expect(try note.verified(by: [key.verifier]) == [key.verifier])
        #expect(note.signatures[0].time == 5)

        // Again the same, and on from there.
        #expect(try await witness.add(request(300, Self.tree(300)), at: 6).status == 200)
        #expect(try await witness.add(request(0, Self.tree(400)), at: 6) == .conflict(size: 300))
        #expect(try await witness.add(request(300, Self.tree(400)), at: 6).status == 200)
        // Another history of the same length, a shorter one, and a longer one that was rewritten.
        let same = try await witness.add(request(400, Self.tree(400, changed: 7)), at: 7)
        #expect(same == .conflict(size: 400))
        #expect(try await witness.add(request(400, Self.tree(350)), at: 7).status == 400)
        #expect(
            try await witness.add(request(400, Self.tree(500, changed: 7)), at: 7).status == 422)
        // Nothing of that counted.
        #expect(try await witness.add(request(400, Self.tree(500)), at: 8).status == 200)
    }

    @Test func `what it saw outlives it`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try await witness.add(request(0, Self.tree(20)), at: 1).status == 200)
        let again = Witness(key: key, logs: [log.verifier], folder: folder)
        #expect(try await again.add(request(0, Self.tree(30)), at: 2) == .conflict(size: 20))
        #expect(try await again.add(request(20, Self.tree(30)), at: 2).status == 200)
    }

    @Test func `unknown logs, other keys and what is no request are refused`() async throws {
        let other = try SigningKey(newNamed: "other.example/annals")
        let forged = try SigningKey(newNamed: log.name)
        #expect(try await witness.add(request(0, Self.tree(3), by: other), at: 1).status == 404)
        #expect(try await witness.add(request(0, Self.tree(3), by: forged), at: 1).status == 403)
        for body in ["", "old 0", "old -1\n\n", "old 01\n\nx", "old 0\nAAAA\n\n"] {
            #expect(try await witness.add(body, at: 1).status == 400, "\(body)")
        }
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func `a policy says whose signatures are enough`() throws {
        let south = try SigningKey(newNamed: "witness.example/south", type: .cosignature)
        let east = try SigningKey(newNamed: "witness.example/east", type: .cosignature)
        let policy = try WitnessPolicy(
            """
            # whom we trust
            log \(log.verifier.text)
            witness north \(key.verifier.text) https://witness.example/north/
            witness south \(south.verifier.text)
            witness east \(east.verifier.text)
            group two 2 north south east
            quorum two
            """)
        #expect(policy.witnesses[0].url == "https://witness.example/north")
        let checkpoint = Checkpoint(origin: log.name, size: 3, root: Self.tree(3).root)
        var note = try checkpoint.signed(by: log)
        #expect(throws: ProofError.self) { try policy.verify(note) }
        note.add([try key.sign(note.text, at: 1)])
        #expect(throws: ProofError.self) { try policy.verify(note) }
        note.add([try east.sign(note.text, at: 1)])
        #expect(try policy.verify(note) == checkpoint)
        let unsigned = SignedNote(text: note.text, signatures: Array(note.signatures.dropFirst()))
        #expect(throws: ProofError.self) { try policy.verify(unsigned) }
    }

    @Test(
        arguments: [
            "", "quorum none", "log x", "log LOG", "log LOG\nquorum nobody",
            "log LOG\nwitness a LOG\nquorum a", "log LOG\nwitness a KEY\nwitness a KEY\nquorum a",
            "log LOG\nwitness a KEY\ngroup g 2 a\nquorum g", "log LOG\ngroup g any b\nquorum none",
            "log LOG\nquorum none\nquorum none", "log LOG\nwhat else\nquorum none",
        ])
    func `what is no policy is refused`(text: String) {
        let text = text.replacing("LOG", with: log.verifier.text)
            .replacing("KEY", with: key.verifier.text)
        #expect(throws: ProofError.self) { try WitnessPolicy(text) }
    }
}

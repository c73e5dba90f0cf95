import EventStorage
import Glibc
import Postgres
import Proofs
import Sealing
import TestSupport
import Testing

struct ExportTests {
    private static func report(_ folder: String, _ log: SealedLog) async throws
        -> ExportVerifier.Report
    {
        try await ExportVerifier(ExportedLog(folder), keys: [log.key.verifier]).verify()
    }

    @Test func `a folder grows to what a whole export is`() async throws {
        try await withSealedLog { log in
            let grown = log.folder + "/grown"
            for size in [800, 1_024, 1_100] {
                let first = try await Exporter(log.store, into: grown).export()
                #expect(first.checkpoint.size < size)
                try await log.append(Int(first.checkpoint.size) + 1...size)
                try await log.seal()
            }
            let last = try await Exporter(log.store, into: grown).export()
            #expect(last.before == 1_024 && last.checkpoint.size == 1_100)
            _ = try await Exporter(log.store, into: log.folder + "/whole").export()
            // Shorter tiles stay only where there is no full one.
            _ = try shell(
                "cd '\(log.folder)' && rm -rf grown/tile/0/004.p/[!7]* grown/tile/1/000.p/[!4]* "
                    + "grown/tile/entries/004.p/[!7]*; diff -r grown whole")
            let report = try await Self.report(grown, log)
            #expect(report.findings.isEmpty, "\(report.findings)")
            #expect(report.entries == 1_100)
        }
    }

    private static let changes: [(String, String)] = [
        ("printf x | dd of=tile/entries/001 bs=1 seek=100 conv=notrunc", "position 257"),
        ("printf x | dd of=tile/0/001 bs=1 seek=64 conv=notrunc", "position 259"),
        ("printf x | dd of=tile/1/000.p/2 bs=1 seek=0 conv=notrunc", "tile/1/000.p/2"),
        ("sed -i 's/number/numbes/' events/0000000000000001.jsonl", "the entries' lines"),
        ("echo '{}' >> events/0000000000000001.jsonl", "the entries' lines"),
    ]

    @Test func `a changed folder is refused, and the place is named`() async throws {
        try await withSealedLog { log in
            let whole = log.folder + "/whole"
            _ = try await Exporter(log.store, into: whole).export()
            for (change, named) in Self.changes {
                let copy = log.folder + "/copy"
                _ = try shell(
                    "rm -rf '\(copy)'; cp -r '\(whole)' '\(copy)'; cd '\(copy)'; \(change)")
                let report = try await Self.report(copy, log)
                #expect(report.findings.first?.contains(named) == true, "\(report.findings)")
            }
            for change in ["rm tile/0/000", "rm checkpoint", "rm tile/entries/002.p/*"] {
                let copy = log.folder + "/copy"
                _ = try shell(
                    "rm -rf '\(copy)'; cp -r '\(whole)' '\(copy)'; cd '\(copy)'; \(change)")
                await #expect(throws: ProofError.self) { try await Self.report(copy, log) }
            }
            // Entry and tile fit each other, but not what was signed.
            let key = try SigningKey(newNamed: SealedLog.origin)
            await #expect(throws: ProofError.self) {
                try await ExportVerifier(ExportedLog(whole), keys: [key.verifier]).verify()
            }
        }
    }

    @Test func `another log's folder is not grown`() async throws {
        try await withSealedLog { log in
            let folder = log.folder + "/export"
            _ = try await Exporter(log.store, into: folder).export()
            try await withSealedLog(sizes: [701]) { other in
                _ = await #expect(throws: SealError.self) {
                    try await Exporter(other.store, into: folder).export()
                }
            }
            let report = try await Self.report(folder, log)
            #expect(report.findings.isEmpty)
        }
    }

    @Test func `what is not signed is not exported or proved`() async throws {
        try await withSealedLog(sizes: []) { log in
            try await log.append(1...3)
            await #expect(throws: SealError.self) {
                try await Exporter(log.store, into: log.folder + "/export").export()
            }
            #expect(try await LogCheckpoints(log.store).newest() == nil)
        }
    }

    /// Roots of the export, its tiles, proofs and signatures, by Go's own packages and by openssl.
    @Test func `other people's tools agree`() async throws {
        try await withSealedLog { log in
            let folder = log.folder + "/export"
            _ = try await Exporter(log.store, into: folder).export()
            let newest = try #require(try await LogCheckpoints(log.store).newest())
            let tiles = LogTiles(log.store)
            for position in [1, 2, 255, 256, 257, 512, 513, 699, 700] as [Int64] {
                let proof = EntryProof(
                    try await tiles.inclusionProof(of: position, size: 700), note: newest.note)
                try WholeFile.write(
                    Array(proof.text.utf8), to: folder + "/proofs/\(position).tlog-proof")
            }
            for old in [1, 100, 255, 256, 400, 512, 699] as [Int64] {
                let proof = ContinuationProof(
                    oldSize: old, try await tiles.consistencyProof(from: old, to: 700),
                    note: newest.note)
                try WholeFile.write(
                    Array(proof.text.utf8), to: folder + "/continuations/\(old)")
            }
            let program = #filePath.replacing(
                "SealingTests/ExportTests.swift", with: "GoVerifier/main.go")
            let told = try shell(
                "GO111MODULE=off GOFLAGS= GOPATH=/usr/share/gocode GOCACHE='\(log.folder)/go' "
                    + "go run '\(program)' '\(folder)' '\(log.key.verifier.text)'")
            #expect(told == "700 entries, 3 tiles of level 0, 9 proofs, 7 continuations\n")

            let raw = [UInt8](hexadecimal: "302a300506032b6570032100") + log.key.verifier.key
            try WholeFile.write(raw, to: log.folder + "/key.der")
            let line = try #require(newest.note.signatures.first?.line.split(separator: " ").last)
            let openssl = try shell(
                """
                cd '\(log.folder)'
                openssl pkey -pubin -inform DER -in key.der -out key.pem
                head -n 3 export/checkpoint > text
                printf '%s' '\(line.dropLast())' | base64 -d | tail -c 64 > signature
                openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in text -sigfile signature
                """)
            #expect(openssl.contains("Signature Verified Successfully"))
        }
    }
}

extension [UInt8] {
    fileprivate init(hexadecimal text: String) {
        let digits = Array<Character>(text)
        self = stride(from: 0, to: digits.count, by: 2).map {
            UInt8(String(digits[$0...$0 + 1]), radix: 16) ?? 0
        }
    }
}

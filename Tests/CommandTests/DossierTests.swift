import CanonicalJSON
import Foundation
import TestSupport
import Testing

@Suite struct DossierTests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "annals-dossier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path)
    }

    private static func shell(_ command: String, in folder: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self) + "status \(process.terminationStatus)"
    }

    @Test func `a folder has all files, their digests are right, and it comes again`() async throws
    {
        try await withSampleLedger { ledger in
            try await withFolder { folder in
                _ = try await ledger.annals("correct", "F9", "--unit", "wafers", "--reason", "r")
                _ = try await ledger.annals("retract", "F2", "--reason", "r")
                let one = try await ledger.annals(
                    "dossier", "innotron", "--now", "2026-11-26T12:00:00Z", "-o", folder + "/one",
                    environment: ["TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"])
                #expect(one.status == 0, one.story)
                let checked = try Self.shell("sha256sum --check SHA256SUMS", in: folder + "/one")
                #expect(checked.hasSuffix("status 0") && !checked.contains("FAILED"), "\(checked)")
                let readMe = try String(contentsOfFile: folder + "/one/README.txt", encoding: .utf8)
                #expect(readMe.contains("--at-position 103 --now 2026-11-26T12:00:00.000000Z"))
                // More is recorded; the same basis gives the same bytes.
                _ = try await ledger.record(claim("Z9", of: "innotron"))
                let two = try await ledger.annals(
                    "dossier", "innotron", "--at-position", "103", "--now",
                    "2026-11-26T12:00:00Z", "-o", folder + "/two",
                    environment: ["TZ": "America/New_York", "LC_ALL": "C"])
                #expect(two.status == 0, two.story)
                let same = try Self.shell("diff -r one two", in: folder)
                #expect(same == "status 0", "\(same)")
                #expect(!FileManager.default.fileExists(atPath: folder + "/two.tmp"))

                let events = try String(
                    contentsOfFile: folder + "/one/events.jsonl", encoding: .utf8)
                let lines = events.split(separator: "\n")
                let claims = try JSONValue(
                    parsing: String(contentsOfFile: folder + "/one/claims.json", encoding: .utf8))
                #expect(lines.count == 55)
                let last = try JSONValue(parsing: String(try #require(lines.last)))
                #expect(last["type"] == "claim.retracted" && last["recordedby"] != nil)
                let records = claims["records"]?.arrayValue ?? []
                let retracted = records.first { $0["claim"] == "F2" }
                #expect(retracted?["inForce"] == false)
                #expect(retracted?["versions"]?.arrayValue?.count == 2)
                // The answers are those of the commands.
                for name in ["milestones", "conflicts"] {
                    let run = try await ledger.annals(
                        name, "innotron", "--format", "json", "--at-position", "103")
                    let file = try String(
                        contentsOfFile: "\(folder)/one/\(name).json", encoding: .utf8)
                    #expect(file == run.output, "\(name)")
                }
            }
        }
    }

    @Test func `as of a day it holds what was public by then, and nothing else`() async throws {
        try await withSampleLedger { ledger in
            try await withFolder { folder in
                let run = try await ledger.annals(
                    "dossier", "innotron", "--as-of", "2024-05-01", "-o", folder + "/may")
                #expect(run.status == 0, run.story)
                for file in ["index.html", "timeline.json", "claims.json", "events.jsonl"] {
                    let text = try String(contentsOfFile: "\(folder)/may/\(file)", encoding: .utf8)
                    #expect(!text.contains("Shanghai"), "\(file)")
                    #expect(text.contains("GigaDevice"), "\(file)")
                }
            }
        }
    }

    @Test func `a zip file is one that other programs read`() async throws {
        try await withSampleLedger { ledger in
            try await withFolder { folder in
                let run = try await ledger.annals("dossier", "aapl", "-o", folder + "/a.zip")
                #expect(run.status == 0, run.story)
                let script = """
                    python3 -c "
                    import zipfile, hashlib
                    z = zipfile.ZipFile('a.zip')
                    assert z.testzip() is None
                    sums = dict(reversed(l.split('  ')) for l in
                        z.read('a/SHA256SUMS').decode().splitlines())
                    for name, digest in sums.items():
                        assert hashlib.sha256(z.read('a/' + name)).hexdigest() == digest, name
                    print(len(sums))
                    "
                    """
                #expect(try Self.shell(script, in: folder) == "13\nstatus 0")
            }
        }
    }

    @Test func `nothing is replaced, and what fails leaves nothing`() async throws {
        try await withSampleLedger { ledger in
            try await withFolder { folder in
                try "x".write(toFile: folder + "/there.zip", atomically: true, encoding: .utf8)
                let there = try await ledger.annals(
                    "dossier", "innotron", "-o", folder + "/there.zip")
                #expect(
                    there.status == 64 && there.errors.contains("is there already"), there.story)
                let nowhere = try await ledger.annals(
                    "dossier", "innotron", "-o", folder + "/no/such/folder")
                #expect(nowhere.status == 1, nowhere.story)
                #expect(nowhere.errors.contains("cannot be written"), nowhere.story)
                let nobody = try await ledger.annals("dossier", "nobody", "-o", folder + "/n")
                #expect(nobody.status == 64, nobody.story)
                let left = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(left == ["there.zip"])
            }
        }
    }
}

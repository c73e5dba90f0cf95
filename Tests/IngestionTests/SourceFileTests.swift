import Filings
import Foundation
import Ingestion
import Testing

struct SourceFileTests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "annals-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private func write(_ document: SourceDocument, in folder: String) throws {
        try Data(document.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(document.name)"))
    }

    @Test func `a folder's files come by the times in their names`() async throws {
        try await withFolder { folder in
            for name in [
                "CIK1999990001.json", "CIK1999990001@20240305T112023Z.json",
                "CIK1999990002@2023-09-04.json", "CIK1999990001@2024-03-05.json", "README.md",
                ".CIK1999990001.json",
            ] {
                try write(SubmissionsFixture().page(name), in: folder)
            }
            let files = try SourceFile.files(at: [folder], for: EdgarSubmissions())
            #expect(
                files.map { String($0.path.dropFirst(folder.count + 1)) } == [
                    "CIK1999990002@2023-09-04.json", "CIK1999990001@2024-03-05.json",
                    "CIK1999990001@20240305T112023Z.json", "CIK1999990001.json",
                ])
        }
    }

    @Test func `a bad file does not keep the others from being read`() async throws {
        try await withFolder { folder in
            var fixture = SubmissionsFixture()
            fixture.files = [
                ["name": "CIK1999990001-submissions-001.json", "filingCount": 1],
                ["name": "CIK1999990001-submissions-002.json", "filingCount": 2],
            ]
            try write(fixture.document(), in: folder)
            try write(
                fixture.page("CIK1999990001-submissions-001@2024-11-05.json"), in: folder)
            try write(
                SourceDocument(name: "CIK1999990002.json", bytes: Array("<html>".utf8)),
                in: folder)
            let files = try SourceFile.files(at: [folder + "/"], for: EdgarSubmissions())
            let report = try await Ingester(into: MemoryLog())
                .ingest(files, from: EdgarSubmissions())
            #expect(report.documents == 3)
            #expect(report.appendedByType["filing.listed"] == 1)
            #expect(report.known == 1)
            #expect(report.partsNotRead.map(\.name) == ["CIK1999990001-submissions-002.json"])
            let kind = SourceError.wrongKind(
                document: "\(folder)/CIK1999990002.json",
                expected: "a filer's submissions in JSON", found: "an HTML or XML page")
            #expect(report.failures == [kind])
        }
    }

    @Test func `a path that is not there is refused with its name`() async throws {
        let path = "/nowhere/CIK1999990001.json"
        let error = SourceError.unreadable(
            document: path, reason: "No such file or directory")
        #expect(throws: error) {
            try SourceFile.files(at: [path], for: EdgarSubmissions())
        }
        #expect(throws: error) { try SourceFile(path: path).document() }
    }

    @Test func `a file larger than a buffer is read whole`() async throws {
        try await withFolder { folder in
            let bytes = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try write(SourceDocument(name: "large", bytes: bytes), in: folder)
            #expect(try SourceFile(path: folder + "/large").document().bytes == bytes)
        }
    }

    @Test(
        arguments: [
            ("CIK0000320193@2023-09-04.json", "2023-09-04", "CIK0000320193"),
            ("a@b/CIK0000320193@20260305T112023Z.json", "2026-03-05", "CIK0000320193"),
            ("CIK0000320193-submissions-001.json", nil, "CIK0000320193-submissions-001"),
            ("x@2023-02-30.json", nil, "x"), ("x@soon.json", nil, "x"), ("x", nil, "x"),
            ("2024-01-01/x.json", nil, "x"),
        ] as [(String, String?, String)])
    func `a file name tells the day of fetching`(name: String, day: String?, stem: String) {
        let document = SourceDocument(name: name, bytes: [])
        #expect(document.observedOn?.text == day)
        #expect(document.stem == stem)
    }

    @Test func `a day that is told comes before the one in the name`() {
        let day = CivilDay(year: 2025, month: 1, day: 1)
        let document = SourceDocument(name: "x@2023-09-04.json", bytes: [], observedOn: day)
        #expect(document.observedOn == day)
    }
}

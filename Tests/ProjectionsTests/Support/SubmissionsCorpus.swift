import CanonicalJSON
import EventStorage
import Filings
import Glibc
import Ingestion

/// Real submissions files, `CIK0000320193@20260305T112023Z.json` and overflow pages beside them.
enum SubmissionsCorpus {
    static let root = getenv("ANNALS_CORPUS").map { String(cString: $0) }
    static var isThere: Bool { root != nil }

    static var sgml: String { (root ?? "") + "/edgar/sgml" }
    private static var folder: String { (root ?? "") + "/edgar/submissions" }

    static func file(_ name: String) -> SourceFile { SourceFile(path: "\(folder)/\(name)") }

    static func files() throws -> [SourceFile] {
        try SourceFile.files(at: [folder], for: EdgarSubmissions())
    }

    /// The companies of which all files are of one moment, by key; the names of those files.
    static func companiesWithOneSnapshot(_ files: [SourceFile]) -> [String: [String]] {
        let names = files.compactMap { $0.path.split(separator: "/").last.map { String($0) } }
        let byCompany = Dictionary(grouping: names) { "cik-" + $0.dropFirst(3).prefix(10) }
        return byCompany.filter { _, names in
            Set(names.map { String($0.split(separator: "@").last?.prefix(8) ?? "") }).count == 1
        }
    }

    static func figures(of name: String) throws -> JSONValue {
        try loaded.get()["files"]?["edgar/submissions/\(name)"] ?? nil
    }

    private static let loaded = Result { () throws -> JSONValue in
        let document = try SourceFile(path: (root ?? "") + "/filings_figures.json").document()
        return try JSONValue(parsing: document.bytes, numbers: .ecmaScript)
    }
}

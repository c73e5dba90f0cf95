import CanonicalJSON
import Foundation
import Ingestion

/// Real data with figures counted independently; only where `ANNALS_CORPUS` names their folder.
enum CorpusFolder {
    static let root = ProcessInfo.processInfo.environment["ANNALS_CORPUS"]
    static var isThere: Bool { root != nil }

    /// - Parameter path: In the folder: `cninfo/gigadevice_603986.ndjson`.
    static func file(_ path: String) -> SourceFile { SourceFile(path: "\(root ?? "")/\(path)") }

    static func document(_ path: String) throws -> SourceDocument { try file(path).document() }

    /// The names of a folder's files; none without a corpus.
    static func names(in folder: String) -> [String] {
        guard let root else { return [] }
        return ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? [])
            .sorted()
    }

    static func figures() throws -> JSONValue { try loaded.get() }

    private static let loaded = Result { () throws -> JSONValue in
        try JSONValue(parsing: document("filings_figures.json").bytes, numbers: .ecmaScript)
    }
}

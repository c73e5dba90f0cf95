import CanonicalJSON
import Filings
import Foundation
import Ingestion

/// Real submissions files with figures counted independently; only where `ANNALS_CORPUS` names
/// their folder.
enum SubmissionsCorpus {
    static let root = ProcessInfo.processInfo.environment["ANNALS_CORPUS"]
    static var isThere: Bool { root != nil }

    static var folder: String { (root ?? "") + "/edgar/submissions" }

    /// The names of all files, in the order of their times; none without a corpus.
    static let names: [String] = {
        guard root != nil else { return [] }
        let files = try? SourceFile.files(at: [folder], for: EdgarSubmissions())
        return (files ?? []).map { String($0.path.dropFirst(folder.count + 1)) }
    }()

    static func file(_ name: String) -> SourceFile { SourceFile(path: "\(folder)/\(name)") }

    static func reading(_ name: String) throws -> SourceReading {
        try EdgarSubmissions().read(file(name).document())
    }

    static func figures() throws -> JSONValue { try loaded.get() }

    private static let loaded = Result { () throws -> JSONValue in
        let document = try SourceFile(path: (root ?? "") + "/filings_figures.json").document()
        return try JSONValue(parsing: document.bytes, numbers: .ecmaScript)
    }

    static func figures(of name: String) throws -> JSONValue {
        try figures()["files"]?["edgar/submissions/\(name)"] ?? nil
    }
}

extension JSONValue {
    /// An object whose members are counts.
    var counts: [String: Int] {
        var counts: [String: Int] = [:]
        for member in objectValue?.members ?? [] {
            counts[member.name] = member.value.integerValue.map { Int($0) }
        }
        return counts
    }

    var texts: [String?]? { arrayValue?.map(\.stringValue) }
}

extension Sequence where Element: Hashable {
    /// How often each element occurs.
    var tally: [Element: Int] { reduce(into: [:]) { $0[$1, default: 0] += 1 } }
}

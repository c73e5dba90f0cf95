import Testing

/// Imports point towards the log and the vocabulary, never away.
@Suite struct LayeringTests {
    /// What every module may use: the language and the system.
    static let system: Set<String> = [
        "Glibc", "Musl", "Darwin", "Dispatch", "Synchronization", "Foundation",
        "FoundationEssentials",
    ]

    /// Module → what else it may import. A new module needs a line here.
    static let allowed: [String: Set<String>] = [
        "CLibpq": [],
        "CLibcurl": [],
        "CZlib": [],
        "CExpat": [],
        "CLibcrypto": [],
        "Compression": ["CZlib"],
        "Digests": ["CLibcrypto"],
        "Proofs": ["CLibcrypto", "Digests"],
        "Fetching": ["CLibcurl", "CZlib"],
        "CanonicalJSON": [],
        "Filings": ["CanonicalJSON"],
        "Postgres": ["CLibpq"],
        "Schema": [],
        "EventStorage": ["CanonicalJSON", "Digests", "Filings", "Postgres", "Proofs", "Schema"],
        "Ingestion": [
            "CanonicalJSON", "Filings", "EventStorage", "Compression", "Digests", "Fetching",
            "CExpat", "Yams",
        ],
        "Projections": ["CanonicalJSON", "Filings", "EventStorage", "Postgres", "Digests"],
        "Sealing": [
            "CanonicalJSON", "Digests", "Filings", "EventStorage", "Postgres", "Proofs",
        ],
        "Hosting": ["Postgres"],
        "Rendering": ["CanonicalJSON", "Digests", "Filings"],
        "Answering": [
            "CanonicalJSON", "Digests", "Filings", "EventStorage", "Hosting", "Ingestion",
            "Postgres", "Projections", "Proofs", "Rendering", "Sealing",
        ],
        "TimelineService": [
            "Answering", "CanonicalJSON", "Compression", "Digests", "Filings", "EventStorage",
            "Hosting", "Ingestion", "Postgres", "Projections", "Proofs", "Rendering", "Sealing",
            "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "HTTPTypes", "Logging", "NIOCore",
            "NIOSSL",
            "ServiceLifecycle",
        ],
        "annalsd": [
            "Answering", "Sealing", "TimelineService", "ArgumentParser", "Logging",
        ],
        "annals": [
            "Answering", "CanonicalJSON", "Compression", "Digests", "Filings", "Postgres",
            "EventStorage",
            "Fetching", "Ingestion", "Projections", "Hosting", "Proofs", "Rendering", "Sealing",
            "ArgumentParser",
        ],
        "annals-verify": ["CanonicalJSON", "Digests", "Proofs", "ArgumentParser"],
        "annals-witness": ["Proofs", "FlyingFox", "ArgumentParser"],
        "annals-bench": [
            "CanonicalJSON", "Filings", "Postgres", "EventStorage", "Ingestion", "Projections",
            "Hosting", "Compression", "Proofs", "Rendering", "Sealing", "ArgumentParser",
        ],
    ]

    @Test func `every module has its line, and every line its module`() throws {
        let modules = try Project.names(in: "Sources") + ["Schema"]
        #expect(Set(modules) == Set(Self.allowed.keys))
    }

    @Test(arguments: allowed.keys.sorted())
    func `a module imports what it may and nothing else`(module: String) throws {
        let folder = module == "Schema" ? module : "Sources/\(module)"
        let allowed = Self.system.union(Self.allowed[module] ?? [])
        for file in try Project.files(in: folder, ending: [".swift"]) {
            let others = Set(file.lines.compactMap(Self.importedModule)).subtracting(allowed)
            #expect(others.isEmpty, "\(file) imports \(others.sorted())")
        }
    }

    @Test func `the command line is free of the service's frameworks`() {
        var reached: Set<String> = []
        var waiting = ["annals"]
        while let module = waiting.popLast() {
            for next in Self.allowed[module] ?? [] where reached.insert(next).inserted {
                waiting.append(next)
            }
        }
        let heavy = reached.filter { name in
            ["NIO", "Hummingbird", "ServiceLifecycle", "Mustache", "Metrics"].contains {
                name.hasPrefix($0)
            }
        }
        #expect(reached.isSuperset(of: ["CLibpq", "Yams", "ArgumentParser"]))
        #expect(heavy.isEmpty)
    }

    @Test(
        arguments: [
            ("import Glibc", "Glibc"),
            ("    import Foundation  // why", "Foundation"),
            ("@testable import Hosting", "Hosting"),
            ("public import struct Filings.CivilDay", "Filings"),
            ("@preconcurrency internal import func Glibc.getenv", "Glibc"),
            ("// import Nothing", nil),
            ("let text = \"import Nothing\"", nil),
            ("important()", nil),
        ] as [(String, String?)])
    func `an import is recognized in every form`(line: String, module: String?) {
        #expect(Self.importedModule(line[...]) == module)
    }

    /// The module that a line imports.
    static func importedModule(_ line: Substring) -> String? {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"),
            words[..<keyword].allSatisfy({ $0.hasPrefix("@") || Self.access.contains(String($0)) })
        else { return nil }
        let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let target = words[(keyword + 1)...].first { !kinds.contains(String($0)) }
        return target.flatMap { $0.split(separator: ".").first }.map(String.init)
    }

    private static let access = ["public", "package", "internal", "fileprivate", "private"]
}

import Foundation

/// The checkout that these tests are part of.
enum Project {
    /// Its root folder; links resolved, so that it is found from wherever the tests were built.
    static let root: String = {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        return here.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
    }()

    /// The folder with the programs that were built together with these tests.
    static let programs: String = {
        let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: tests ?? CommandLine.arguments[0])
            .deletingLastPathComponent().path
    }()

    struct File: CustomStringConvertible {
        /// Relative to the root.
        let path: String
        let text: String
        var description: String { path }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    /// The text files in a folder and below, by path; hidden ones are left out.
    static func files(in folder: String, ending endings: [String]) throws -> [File] {
        let base = "\(root)/\(folder)"
        let names = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
        return try names.sorted().filter { name in
            endings.contains { name.hasSuffix($0) }
                && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }.map { name in
            let text = try String(contentsOfFile: "\(base)/\(name)", encoding: .utf8)
            return File(path: "\(folder)/\(name)", text: text)
        }
    }

    /// The names directly in a folder, without hidden ones.
    static func names(in folder: String = ".") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)").sorted()
            .filter { !$0.hasPrefix(".") }
    }
}

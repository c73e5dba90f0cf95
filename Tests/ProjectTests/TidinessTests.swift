import Testing

@Suite struct TidinessTests {
    /// Tables of data that are longer than a file may be, each with its reason.
    static let longTables: [String: String] = [:]

    static let longestFile = 300

    /// Written in halves, because this file is searched too.
    static let unfinished =
        ["TO" + "DO", "FIX" + "ME", "fatal" + "Error", "try" + "!", "as" + "!"]
        + ["unsafely" + "Unwrapped", "not imple" + "mented", "unimple" + "mented"]
        + [".dis" + "abled(", "withKnown" + "Issue", "XCT" + "Skip"]

    @Test(arguments: ["Sources", "Schema", "Tests"])
    func `no file is longer than a reader takes in at one sitting`(folder: String) throws {
        let files = try Project.files(in: folder, ending: [".swift", ".sql"])
        #expect(!files.isEmpty)
        for file in files where Self.longTables[file.path] == nil {
            let count = file.lines.count - 1
            #expect(count <= Self.longestFile, "\(file) has \(count) lines")
        }
    }

    @Test func `every exception to the length is a file that needs it`() throws {
        let files = try ["Sources", "Schema", "Tests"].flatMap { folder in
            try Project.files(in: folder, ending: [".swift", ".sql"])
        }
        let long = files.filter { $0.lines.count - 1 > Self.longestFile }.map(\.path)
        #expect(Set(Self.longTables.keys).isSubset(of: long))
    }

    @Test(arguments: ["Sources", "Schema", "Tests", "deploy"])
    func `nothing is unfinished, forced or skipped`(folder: String) throws {
        for file in try Project.files(in: folder, ending: [".swift", ".sql", ".sh", "/test"]) {
            for (number, line) in file.lines.enumerated() {
                let found = Self.unfinished.filter { line.contains($0) }
                #expect(found.isEmpty, "\(file):\(number + 1): \(found)")
            }
        }
    }

    @Test func `the top level holds what a visitor expects and nothing else`() throws {
        let expected: Set = ["Package.swift", "README.md", "Schema", "Sources", "Tests", "deploy"]
        // Package.resolved is made by the build and not kept.
        let names = Set(try Project.names()).subtracting(["Package.resolved"])
        #expect(names == expected)
    }

    @Test func `no text names a folder of one machine`() throws {
        // "/tmp" alone is every machine's.
        let personal = ["/wo" + "rk/", "/ho" + "me/runner", "/Us" + "ers/"]
        for folder in ["Sources", "Schema", "Tests", "deploy"] {
            let files = try Project.files(
                in: folder,
                ending: [
                    ".swift", ".sql", ".sh", ".md", ".yaml", ".yml", ".txt", ".service", ".timer",
                    ".conf", ".example",
                ])
            for file in files {
                #expect(!personal.contains { file.text.contains($0) }, "\(file)")
            }
        }
    }
}

import Foundation
import Testing

/// One SQL object to a file, and its contract before it. Indexes, triggers, comments and grants
/// belong to the object they are about; a schema to the first thing in it.
@Suite struct SchemaFilesTests {
    static let kinds = [
        "TABLE", "FUNCTION", "PROCEDURE", "AGGREGATE", "VIEW", "MATERIALIZED VIEW", "TYPE",
        "DOMAIN", "SEQUENCE",
    ]

    @Test func `every file opens with a comment`() throws {
        let files = try Project.files(in: "Schema", ending: [".sql"])
        #expect(files.count > 5)
        for file in files {
            #expect(file.text.hasPrefix("-- "), "\(file)")
        }
    }

    @Test(arguments: ["migrations", "functions"])
    func `every file makes one object, or a migration changes one`(folder: String) throws {
        let files = try Project.files(in: "Schema/\(folder)", ending: [".sql"])
        #expect(!files.isEmpty)
        for file in files {
            let objects = file.lines.compactMap(Self.createdObject)
            #expect(objects.count <= 1, "\(file) makes \(objects)")
            let altered = Set(file.text.matches(of: /\nALTER TABLE (\S+)/).map(\.1))
            let changes = folder == "migrations" && altered.count == 1
            #expect(
                !objects.isEmpty || file.text.contains("\nCREATE ") || changes,
                "\(file) makes nothing")
        }
    }

    @Test func `a function's file has the function's name`() throws {
        for file in try Project.files(in: "Schema/functions", ending: [".sql"]) {
            let name = try #require(file.lines.compactMap(Self.createdObject).first)
            #expect(file.path.hasSuffix("/\(name).sql"), "\(file) makes \(name)")
        }
    }

    @Test func `migrations are numbered from 1 without a gap`() throws {
        let files = try Project.files(in: "Schema/migrations", ending: [".sql"])
        for (index, file) in files.enumerated() {
            let number = String(format: "m%04d_", index + 1)
            #expect(file.path.contains("/\(number)"), "\(file) should begin with \(number)")
        }
    }

    @Test(
        arguments: [
            ("CREATE TABLE annals.head (", "head"),
            ("CREATE OR REPLACE FUNCTION annals.append(_a bigint)", "append"),
            ("CREATE TABLE IF NOT EXISTS a.b (", "b"),
            ("CREATE MATERIALIZED VIEW a.v AS", "v"),
            ("CREATE INDEX i ON a.b (c)", nil),
            ("CREATE TRIGGER t BEFORE UPDATE ON a.b", nil),
            ("CREATE SCHEMA annals;", nil),
            ("    CREATE TABLE inner (", nil),
            ("-- CREATE TABLE a (", nil),
        ] as [(String, String?)])
    func `an object's name is read off the line that makes it`(line: String, name: String?) {
        #expect(Self.createdObject(line[...]) == name)
    }

    /// The name of the object that a line makes, without its schema.
    static func createdObject(_ line: Substring) -> String? {
        guard line.hasPrefix("CREATE ") else { return nil }
        var rest = line.dropFirst("CREATE ".count)
        if rest.hasPrefix("OR REPLACE ") { rest = rest.dropFirst("OR REPLACE ".count) }
        guard let kind = kinds.first(where: { rest.hasPrefix($0 + " ") }) else { return nil }
        rest = rest.dropFirst(kind.count + 1)
        if rest.hasPrefix("IF NOT EXISTS ") { rest = rest.dropFirst("IF NOT EXISTS ".count) }
        let name = rest.prefix { !" (;".contains($0) }
        return name.split(separator: ".").last.map(String.init)
    }
}

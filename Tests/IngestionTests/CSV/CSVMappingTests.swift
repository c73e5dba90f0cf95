import Ingestion
import Testing

/// What is wrong with a mapping, by its line.
struct CSVMappingTests {
    private static func changed(_ find: String, _ replace: String) -> String {
        CSVSupport.mapping.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.contains(find) ? replace : String($0) }.joined(separator: "\n")
    }

    @Test(arguments: [
        ("register", "", 2, "register is missing"),
        ("register", "registry: x", 1, "there is no field 'registry'"),
        ("  form", "  from: c", 5, "there is no field 'from'"),
        ("  form", "", 3, "fields.form is missing"),
        ("  form", "  form: { pad: 3 }", 5, "form: either a column or a constant is expected"),
        ("  form", "  form: { column: c, constant: d }", 5, "form: either a column or a constant"),
        ("  form", "  form: [c]", 5, "form: a column's name or fields are expected"),
        ("  form", "  form: { column: c, pad: many }", 5, "pad: a count from 1 to 200"),
        ("  form", "  form: { column: c, scheme: passport }", 5, "there is no scheme 'passport'"),
        ("  filedOn", "  filedOn: { column: d, format: D.M.Y }", 6, "there is no format 'D.M.Y'"),
        ("  filedOn", "  filedOn: { column: d, zone: Mars }", 6, "'Mars' is no zone"),
        ("register", "register: x\nencoding: ebcdic", 1, "encoding 'ebcdic' is not known"),
        ("register", "register: x\ndelimiter: ab", 2, "delimiter: one ASCII character"),
        ("register", "register: x\ndelimiter: \"\\\"\"", 2, "delimiter: one ASCII character"),
        ("register", "register: x\nstream: a-{b", 2, "stream: 'a-{b' has a brace"),
        ("register", "register: x\nkey: a-{b:0}", 2, "key: 'a-{b:0}' has a brace"),
        ("register", "register: x\ndetails: some", 2, "details: a list of columns is expected"),
        ("register", "register: [x", 2, "while parsing a flow sequence"),
    ])
    func `a mapping that cannot be used says where and why`(
        find: String, replace: String, line: Int, reason: String
    ) throws {
        let error = #expect(throws: CSVMappingError.self) {
            try CSVMapping(yaml: Self.changed(find, replace), file: "map.yaml")
        }
        let found = try #require(error)
        #expect(found.line == line)
        #expect(found.reason.contains(reason), "\(found.reason)")
        #expect(found.description.hasPrefix("map.yaml:\(line): "))
    }

    @Test(arguments: ["", "- a", "---\na: 1\n---\nb: 2"])
    func `a mapping is one object`(yaml: String) {
        let error = #expect(throws: CSVMappingError.self) {
            try CSVMapping(yaml: yaml, file: "map.yaml")
        }
        #expect(error?.description == "map.yaml:1: one object of fields is expected")
    }
}

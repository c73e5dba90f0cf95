import CanonicalJSON
import Foundation
import Testing

/// Canonical forms that others made, from the corpus that `ANNALS_CORPUS` names.
struct CorpusTests {
    static let corpus = ProcessInfo.processInfo.environment["ANNALS_CORPUS"]

    private func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: try #require(Self.corpus)).appending(path: "jcs")
        return [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    @Test(.enabled(if: corpus != nil))
    func `the corpus's texts have the corpus's canonical forms`() throws {
        let sample = try JSONValue(parsing: try bytes("jcs_sample.json"))
        let cases = try #require(sample["cases"]?.arrayValue)
        #expect(Int64(cases.count) == sample["count"]?.integerValue)
        for example in cases {
            let input = try #require(example["input"]?.stringValue)
            let value = try JSONValue(parsing: input, numbers: .ecmaScript)
            #expect(.string(value.canonicalText) == example["output"])
            let hexadecimal = value.canonicalBytes.map { String(format: "%02x", $0) }.joined()
            #expect(.string(hexadecimal) == example["output_hex"])
        }
    }

    @Test(.enabled(if: corpus != nil))
    func `the corpus's doubles have the corpus's texts`() throws {
        let lines = String(decoding: try bytes("numbers_sample.txt"), as: UTF8.self)
            .split(separator: "\n")
        #expect(lines.count == 299)
        for line in lines {
            let fields = line.split(separator: ",")
            let value = Double(bitPattern: try #require(UInt64(fields[0], radix: 16)))
            let text = JSONValue.double(value).canonicalText
            #expect(text == fields[1])
            let read = try JSONValue(parsing: text, numbers: .ecmaScript)
            #expect(read.canonicalText == text)
        }
    }
}

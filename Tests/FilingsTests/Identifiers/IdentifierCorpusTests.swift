import CanonicalJSON
import Testing

@testable import Filings

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The folder of register data, where the machine has it.
private let corpus = ProcessInfo.processInfo.environment["ANNALS_CORPUS"]

struct IdentifierCorpusTests {
    @Test(.enabled(if: corpus != nil))
    func `every identifier of the corpus gets the verdict of another implementation`() throws {
        let path = (corpus ?? "") + "/identifiers/identifiers.json"
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let file = try JSONValue(parsing: bytes)
        let cases = try #require(file["cases"]?.arrayValue)
        #expect(cases.count == 43)
        for identifier in cases {
            let scheme = try #require(identifier["scheme"]?.stringValue)
            let value = try #require(identifier["value"]?.stringValue)
            let verdict = Identifier(IdentifierScheme(scheme), value).verdict
            #expect(verdict.rawValue == identifier["checksum"]?.stringValue, "\(scheme) \(value)")
        }
    }
}

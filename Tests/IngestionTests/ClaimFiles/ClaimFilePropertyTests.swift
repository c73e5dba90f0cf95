import CanonicalJSON
import Filings
import Testing

@testable import Ingestion

/// Whatever a claim holds goes into the log and into a file, and comes back the same.
struct ClaimFilePropertyTests {
    private static func claims(seed: UInt64, count: Int) throws -> [Claim] {
        var random = RandomClaims(seed: seed)
        return try (1...count).map { try random.claim($0) }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `a claim comes back from its data, byte for byte`(seed: UInt64) throws {
        for claim in try Self.claims(seed: seed, count: 150) {
            let bytes = JSONValue.object(claim.data).canonicalBytes
            let data = try #require(try JSONValue(parsing: bytes).objectValue)
            let copy = try Claim(data: data)
            #expect(copy == claim)
            #expect(copy.data.canonicalBytes == bytes)
        }
    }

    @Test(arguments: ["a.json", "a.jsonl", "a.yaml", "block.yaml"])
    func `a claim comes back from a file of any format`(name: String) throws {
        let claims = try Self.claims(seed: 4, count: 100)
        let documents = claims.map { claim in
            var data = claim.data
            data["date"] = data["date"] ?? .null
            return JSONValue.object(data)
        }
        let text =
            switch name {
            case "a.jsonl": documents.map(\.canonicalText).joined(separator: "\n")
            case "block.yaml": documents.map { "---\n" + block($0, "") }.joined()
            default: JSONValue.object(["claims": .array(documents)]).canonicalText
            }
        let read = try Ingestion.ClaimFile.read(Array(text.utf8), name: name)
        let found = read.flatMap(\.events).compactMap { event in
            if case .claimAsserted(let claim) = event.event { claim } else { nil }
        }
        let byID = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
        for claim in claims { #expect(byID[claim.id] == claim) }
    }

    /// Block YAML: plain where the text allows no other reading, in double quotes elsewhere.
    private func block(_ value: JSONValue, _ indent: String) -> String {
        switch value {
        case .object(let object) where !object.isEmpty:
            return object.map { member in
                "\(indent)\(member.name):" + nested(member.value, indent)
            }.joined()
        case .array(let elements) where !elements.isEmpty:
            return elements.map { "\(indent)-" + nested($0, indent) }.joined()
        default:
            return value.canonicalText
        }
    }

    private func nested(_ value: JSONValue, _ indent: String) -> String {
        switch value {
        case .object, .array: "\n" + block(value, indent + "  ")
        case .string(let text):
            text.allSatisfy { $0.isASCII && $0.isLetter } && text != "null"
                ? " \(text)\n" : " \(value.canonicalText)\n"
        default: " \(value.canonicalText)\n"
        }
    }
}

import CanonicalJSON
import Filings
import Testing

@testable import Ingestion

struct MinimalFormTests {
    static let yaml = """
        company: innotron
        kind: contract
        title: Innotron signs a land contract
        date: 2024-06-12
        source: https://example.org/a
        """
    static let json = """
        {"company": "innotron", "kind": "contract",
         "title": "Innotron signs a land contract",
         "date": "2024-06-12", "source": "https://example.org/a"}
        """
    static let line =
        #"{"company":"innotron","kind":"contract","title":"Innotron signs a land contract","#
        + #""date":"2024-06-12","source":"https://example.org/a"}"#

    @Test(
        arguments: [
            (yaml, "a.yaml"), (yaml, "a.yml"), (json, "a.json"), (line, "a.jsonl"), (yaml, "-"),
            (json, "-"), ("\n" + line + "\n\n", "a.ndjson"), ("[" + json + "]", "a.json"),
            ("- " + yaml.split(separator: "\n").joined(separator: "\n  "), "a.yaml"),
            ("---\n" + yaml + "\n---\n", "a.yaml"), ("\u{FEFF}" + yaml, "a.yaml"),
            ("\u{FEFF}" + json, "a.json"), ("claims:\n- " + indented, "a.yaml"), (json, "A.YAML"),
        ] as [(String, String)])
    func `the least form gives the same event in every format`(text: String, name: String) throws {
        let streams = try ClaimText.read(text, name: name)
        let stream = try #require(StreamName("company-innotron"))
        let date = try UncertainDate.reading("2024-06-12")
        let id = "contract-innotron-signs-a-land-contract-https-example-org-a"
        let claim = Claim(
            id: id, company: "innotron", kind: .contract, title: "Innotron signs a land contract",
            source: ClaimSource(url: "https://example.org/a"), date: date)
        let event = NewEvent(
            id: "claim:innotron/" + id, source: "https://example.org/a",
            event: .claimAsserted(claim), tags: ["claim:" + id])
        #expect(streams == [StreamEvents(stream: stream, events: [event])])
    }

    private static let indented = yaml.split(separator: "\n").joined(separator: "\n  ")

    @Test func `a json file that goes on is read as lines`() throws {
        let two = Self.line + "\n" + Self.line.replacing("land contract", with: "sea contract")
        #expect(try ClaimText.claims(two, name: "a.json").count == 2)
        #expect(try ClaimText.claims(two, name: "-").count == 2)
    }

    @Test(arguments: ["unknown", "Unknown", "~", "null", ""])
    func `a date that the source does not give is written so`(date: String) throws {
        let text = Self.yaml.replacing("2024-06-12", with: date)
        #expect(try ClaimText.claims(text).first?.date == nil)
    }

    @Test func `a source may be a title where the file has no sources`() throws {
        let text = Self.yaml.replacing("https://example.org/a", with: "PaySpace Magazine, 2024")
        let events = try ClaimText.read(text).flatMap(\.events)
        #expect(events.first?.source == "urn:annals:source:PaySpace%20Magazine,%202024")
        #expect(try ClaimText.claims(text).first?.source.title == "PaySpace Magazine, 2024")
    }

    @Test func `a title in another script still makes an id`() throws {
        let text = Self.yaml.replacing("Innotron signs a land contract", with: "睿力集成 签约")
        #expect(try ClaimText.claims(text).first?.id == "contract-睿力集成-签约-https-example-org-a")
    }

    @Test func `the same file gives the same events, another date the same key`() throws {
        #expect(try ClaimText.read(Self.yaml) == ClaimText.read(Self.yaml))
        let other = try ClaimText.read(Self.yaml.replacing("2024-06-12", with: "2024-06-13"))
        #expect(other != (try ClaimText.read(Self.yaml)))
        #expect(
            other.first?.events.first?.id == (try ClaimText.read(Self.yaml)).first?.events.first?.id
        )
    }
}

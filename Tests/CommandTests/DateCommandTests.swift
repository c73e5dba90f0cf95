import CanonicalJSON
import TestSupport
import Testing

@Suite struct DateCommandTests {
    @Test func `a date is one line of JSON with its bounds`() async throws {
        let rows: [(text: String, edtf: JSONValue?, earliest: JSONValue?, latest: JSONValue?)] = [
            ("2024-06-29", "2024-06-29", "2024-06-29", "2024-06-29"),
            ("2026-35", "2026-35", "2026-07-01", "2026-09-30"),
            ("2024-06/..", "2024-06/..", "2024-06-01", "open"),
            ("mid-2026", .some("[2026-05..2026-08]"), "2026-05-01", "2026-08-31"),
        ]
        for row in rows {
            let run = try await annals("date", row.text)
            #expect(run.status == 0, run.story)
            #expect(run.lines.count == 1)
            let json = try run.json()
            #expect(json["valid"] == true)
            #expect(json["earliest"] == row.earliest, run.story)
            #expect(json["latest"] == row.latest, run.story)
            if row.text != "mid-2026" { #expect(json["edtf"] == row.edtf, run.story) }
        }
        let inMarch = try await annals("date", "in March", "--published", "2024-06-29").json()
        #expect(inMarch["earliest"] == "2024-03-01")
        #expect(inMarch["year"]?["status"] == "inferred")
    }

    @Test(arguments: ["2024-02-30", "someday soon", "", "2024-13", "\u{1B}[31m"])
    func `what is no date is bad input, and its reason is told`(text: String) async throws {
        let run = try await annals("date", text)
        #expect(run.status == 65, run.story)
        #expect(try run.json()["valid"] == false)
        #expect(try run.json()["reason"]?.stringValue?.isEmpty == false)
        #expect(try run.json()["quoted"] == .string(text))
        #expect(!run.outputBytes.contains(0x1B))
    }

    @Test func `each line gives one line, whatever its bytes are`() async throws {
        var random = SplitMix64(seed: 20_240_629)
        var lines: [[UInt8]] = [
            Array("2024-06-29".utf8), [], Array("mid-2026".utf8), [0xFF, 0xFE], [0x00],
            Array("2024-06-29\r".utf8), [0xE2, 0x80, 0xA8], Array("二〇二四年六月".utf8), [0x0C],
            [0xC2, 0x85], Array(repeating: 0x39, count: 5_000), [0x0D], [0x0B, 0x20],
        ]
        let pieces = [
            "2024", "-", "/", "..", "X", "~", "%", "mid", " ", "June", "年", "Y", "E9", ",",
        ]
        for _ in 0..<1_000 {
            if random.next() % 2 == 0 {
                let count = Int.random(in: 0...8, using: &random)
                lines.append(
                    (0..<count).flatMap { _ in
                        Array((pieces.randomElement(using: &random) ?? "").utf8)
                    })
            } else {
                let count = Int.random(in: 0...20, using: &random)
                lines.append(
                    (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
                        .filter { $0 != 0x0A })
            }
        }
        let input = lines.flatMap { (line: [UInt8]) -> [UInt8] in line + [0x0A] }
        let run = try await annals("date", "-", input: input)
        #expect(run.status == 0, run.story)
        #expect(run.lines.count == lines.count)
        let answers = try run.lines.map { try JSONValue(parsing: String($0)) }
        #expect(answers.allSatisfy { $0["valid"]?.boolValue != nil })
        #expect(answers[0]["earliest"] == "2024-06-29")
        #expect(answers[1]["valid"] == false)
        #expect(answers[5]["earliest"] == "2024-06-29")
    }

    @Test func `the last line may lack its line break, and no line gives none`() async throws {
        #expect(try await annals("date", "-", input: Array("2024".utf8)).lines.count == 1)
        #expect(try await annals("date", "-").output.isEmpty)
    }
}

import CanonicalJSON
import Filings
import TestSupport

/// Events of several types with data of every JSON type, and entries made of them.
struct RandomEvents {
    private var random: SplitMix64
    private var claims: RandomClaims

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        claims = RandomClaims(seed: seed)
    }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    private mutating func day() -> CivilDay { CivilDay(daysSinceEpoch: 10_000 + pick(10_000)) }

    mutating func event(_ number: Int) throws -> NewEvent {
        let time = Instant(
            microsecondsSinceEpoch: Int64(day().daysSinceEpoch) * 86_400_000_000
                + Int64(pick(86_400_000)))
        return NewEvent(
            id: "random:\(number)/\u{957F}\"\\", source: "https://example.org/?n=\(number)",
            publishedAt: pick(2) == 0 ? nil : time, event: try content(number),
            tags: (0..<pick(3)).map { "tag:\($0)" })
    }

    private mutating func content(_ number: Int) throws -> FilingEvent {
        switch pick(5) {
        case 0:
            return .companyNamed(
                CompanyNamed(name: "A \"B\"\n\u{1F600}", kind: .former, from: day(), to: day()))
        case 1:
            return .companyIdentified(
                CompanyIdentified(Identifier(.cik, "\(1 + pick(99_999))"), observedOn: day()))
        case 2:
            var filing = FilingListed(
                filer: "\(pick(99))", accession: "0000000001-24-00000\(pick(10))", form: "8-K",
                filedOn: day())
            filing.items = pick(2) == 0 ? [] : ["2.02", "9.01"]
            filing.roles = pick(2) == 0 ? [] : ["Filer"]
            filing.details = pick(2) == 0 ? [:] : ["a": [1, ["b": nil]], "c": "d"]
            filing.acceptedClock = pick(2) == 0 ? nil : .header
            return .filingListed(filing)
        case 3: return .claimAsserted(try claims.claim(number))
        default:
            return .unknown(
                type: "other.happened",
                data: ["n": .integer(Int64(pick(1_000)) - 500), "l": [true, nil, "x"], "o": [:]])
        }
    }
}

extension NewEvent {
    /// As this service's log exports it, at a position of another log.
    func entry(in stream: StreamName, at position: Int) -> JSONValue {
        var data = event.data
        if !tags.isEmpty { data["tags"] = .array(tags.map { .string($0) }) }
        var entry: JSONObject = [
            "specversion": "1.0", "id": .string(id), "source": .string(source),
            "type": .string(event.type), "subject": .string(stream.text),
            "sequence": .string("\(position)"), "streamversion": .integer(Int64(position)),
            "recordedtime": "2026-01-01T00:00:00.000000Z", "recordedby": "elsewhere",
            "data": .object(data),
        ]
        entry["time"] = publishedAt.map { .string($0.text) }
        return .object(entry)
    }
}

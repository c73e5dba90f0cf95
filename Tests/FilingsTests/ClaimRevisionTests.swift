import CanonicalJSON
import Filings
import Testing

@Suite struct ClaimRevisionTests {
    private static func claim(_ title: String, note: String? = nil) -> Claim {
        var claim = Claim(
            id: "F9", company: "innotron", kind: .capacity, title: title,
            source: ClaimSource(title: "S1"))
        claim.note = note
        return claim
    }

    @Test(arguments: ClaimRevision.Kind.allCases)
    func `it reads what it wrote`(kind: ClaimRevision.Kind) throws {
        let after = kind.changesMembers ? Self.claim("New", note: "kept") : nil
        let revision = ClaimRevision(
            kind, of: Self.claim("Old"), to: after, number: 2, reason: "we misread it",
            publishedOn: CivilDay("2024-07-01"))
        let event = FilingEvent.claimRevised(revision)
        #expect(event.type == "claim.\(kind.rawValue)")
        #expect(try FilingEvent(type: event.type, data: event.data) == event)
        #expect(try revision.before() == Self.claim("Old"))
        #expect(revision.id == "claim:innotron/F9#2")
    }

    @Test func `it tells what each changed member was`() throws {
        let revision = ClaimRevision(
            .corrected, of: Self.claim("Old"), to: Self.claim("New", note: "kept"), number: 2,
            reason: "r")
        #expect(revision.was == ["title": "Old", "note": .null])
        #expect(revision.changes.map(\.field) == ["note", "title"])
        #expect(revision.changes[0].old == nil && revision.changes[1].old == "Old")
        #expect(revision.changes.map(\.new) == ["kept", "New"])
    }

    @Test func `on another version it changes its own members only`() throws {
        let revision = ClaimRevision(
            .corrected, of: Self.claim("Old", note: "one"), to: Self.claim("New", note: "one"),
            number: 3, reason: "r")
        let put = try revision.put(on: Self.claim("Older", note: "another"))
        #expect(put.claim == Self.claim("New", note: "another"))
        #expect(put.was == ["title": "Older"])
    }

    @Test(
        arguments: [
            ("now", nil), ("was", nil), ("reason", nil), ("revision", nil),
            ("revision", 1 as JSONValue), ("was", ["title": .null] as JSONValue),
        ] as [(String, JSONValue?)])
    func `data that cannot be a revision are refused`(member: String, value: JSONValue?) {
        let revision = ClaimRevision(
            .corrected, of: Self.claim("Old"), to: Self.claim("New"), number: 2, reason: "r")
        var data = revision.data
        data[member] = value
        #expect(throws: EventDataError.self) {
            try FilingEvent(type: "claim.corrected", data: data)
        }
    }

    @Test func `a book has each claim with its versions, and knows which count`() throws {
        let old = Self.claim("Old")
        let events: [FilingEvent] = [
            .claimAsserted(old),
            .claimRevised(
                ClaimRevision(
                    .corrected, of: old, to: Self.claim("New"), number: 2, reason: "a")),
            .claimRevised(
                ClaimRevision(.retracted, of: Self.claim("New"), number: 3, reason: "b")),
            .claimRevised(
                ClaimRevision(.reinstated, of: Self.claim("New"), number: 4, reason: "c")),
        ]
        let expected: [(title: String, inForce: Bool)] = [
            ("Old", true), ("New", true), ("New", false), ("New", true),
        ]
        for count in 1...events.count {
            let book = ClaimBook(
                events.prefix(count).enumerated().map { index, event in
                    RecordedEvent(
                        position: Int64(index + 1), version: Int64(index + 1),
                        stream: StreamName(stored: "company-innotron"), id: "\(index)",
                        source: "s", publishedAt: nil,
                        recordedAt: Instant(microsecondsSinceEpoch: Int64(index)),
                        recordedBy: "ann", event: event)
                })
            let history = try #require(book["F9"])
            #expect(history.claim.title == expected[count - 1].title)
            #expect(history.isInForce == expected[count - 1].inForce)
            #expect(history.versions.map(\.number) == (1...Int64(count)).map(\.self))
            #expect(book.inForce.count == (expected[count - 1].inForce ? 1 : 0))
        }
    }
}

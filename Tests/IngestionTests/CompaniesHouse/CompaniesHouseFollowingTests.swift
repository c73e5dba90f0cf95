import CanonicalJSON
import EventStorage
import Filings
import Ingestion
import Testing

struct CompaniesHouseFollowingTests {
    private static let part = "stream/filings"

    private func walk(
        from timepoint: String?, companies: [String] = []
    ) throws -> any SourceWalk {
        var checkpoint = SourceCheckpoint(
            source: "companies-house", part: Self.part, readAt: Instant(microsecondsSinceEpoch: 0))
        checkpoint.state["timepoint"] = timepoint
        return try CompaniesHouse().walk(
            .order(companies: companies, isLive: true), checkpoints: [Self.part: checkpoint])
    }

    private func lines(_ timepoints: Int64...) -> RawAnswer {
        let events = timepoints.map {
            HistoryFixture.event("changed", HistoryFixture.item("T1"), timepoint: $0)
        }
        return RawAnswer(status: 200, body: HistoryFixture.lines(events).bytes)
    }

    @Test func `the stream resumes where it was left, and goes on from there`() throws {
        var walk = try walk(from: "41")
        let first = walk.next()
        let request = try #require(first)
        #expect(request.url == "https://stream.companieshouse.gov.uk/filings?timepoint=41")
        #expect(request.isLive)
        #expect(request.secret == .companiesHouseStream)
        #expect(request.part == Self.part)
        var register = WalkedRegister(CompaniesHouse())
        let answers = [lines(41, 44), RawAnswer(status: 200, body: [10, 10]), lines(50)]
        #expect(!register.follow(&walk, atMost: 3) { _, place in answers[place - 1] })
        #expect(
            register.requests.map(\.url.timepoint) == ["41", "44", "44"])
        #expect(walk.next()?.url.timepoint == "50")
        #expect(walk.state(of: Self.part) == ["timepoint": "50"])
        #expect(walk.state(of: "GB-01999990/profile") == [:])
        #expect(walk.coverage.texts == ["stream/filings 41..50 complete"])
    }

    @Test func `an answer that the register ends is asked for again`() throws {
        var walk = try walk(from: "41")
        for _ in 0..<2 {
            let first = walk.next()
            let request = try #require(first)
            #expect(request.url.timepoint == "41")
            walk.take(WalkedPage(request: request, answer: .content))
        }
        #expect(walk.coverage == [])
    }

    @Test func `without a checkpoint it begins with what comes`() throws {
        var walk = try walk(from: nil)
        var register = WalkedRegister(CompaniesHouse())
        _ = register.follow(&walk, atMost: 2) { _, place in self.lines(Int64(place * 10)) }
        #expect(register.requests.map(\.url.timepoint) == [nil, "10"])
        #expect(walk.coverage.texts == ["stream/filings 10..20 complete"])
    }

    @Test func `a timepoint that is too old is a gap, and the stream begins anew`() throws {
        var walk = try walk(from: "41", companies: [])
        var register = WalkedRegister(CompaniesHouse())
        _ = register.follow(&walk, atMost: 1) { _, _ in .status(416) }
        #expect(
            walk.coverage.texts == ["stream/filings 41.. unread: timepoint 41 was too old"])
        #expect(walk.state(of: Self.part) == [:])
        _ = register.follow(&walk, atMost: 2) { _, place in self.lines(Int64(100 + place)) }
        #expect(register.requests.map(\.url.timepoint) == ["41", nil, "102"])
        #expect(
            walk.coverage.texts == [
                "stream/filings 41..102 unread: timepoint 41 was too old",
                "stream/filings 102..103 complete",
            ])
        #expect(walk.coverage.first?.repair == "companies-house --watch")
    }

    @Test func `a gap is repaired by reading the companies that were named`() throws {
        var walk = try walk(from: "41", companies: ["1", "SC2"])
        var register = WalkedRegister(CompaniesHouse())
        _ = register.follow(&walk, atMost: 3) { request, _ in
            .status(request.isLive ? 416 : 404)
        }
        #expect(register.requests.map(\.isLive) == [false, false, true])
        #expect(
            walk.coverage.last?.repair
                == "companies-house --company 00000001 --company SC000002")
    }

    @Test(arguments: [
        (401, "the key is not accepted (401)"), (429, "asked too often"), (503, "status 503"),
        (404, "there is no such stream"),
    ])
    func `a stream that is not given ends the walk`(status: Int, reason: String) throws {
        var walk = try walk(from: "41")
        var register = WalkedRegister(CompaniesHouse())
        #expect(register.follow(&walk) { _, _ in .status(status) })
        #expect(register.requests.count == 1)
        #expect(walk.coverage.texts == ["stream/filings 41.. unread: \(reason)"])
        #expect(walk.coverage.first?.repair == "companies-house --live")
        #expect(walk.state(of: Self.part) == ["timepoint": "41"])
    }

    @Test func `a stream that refuses to begin ends the walk`() throws {
        var walk = try walk(from: nil)
        var register = WalkedRegister(CompaniesHouse())
        #expect(register.follow(&walk) { _, _ in .status(416) })
        #expect(register.requests.count == 1)
    }
}

extension String {
    fileprivate var timepoint: String? {
        guard contains("timepoint=") else { return nil }
        return split(separator: "=").last.map { String($0) }
    }
}

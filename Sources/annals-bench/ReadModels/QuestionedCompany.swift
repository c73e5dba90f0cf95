import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// A company with filings and claims, revisions among them, that is asked about.
enum QuestionedCompany {
    static let events: Int64 = 5_000
    private static let claims = 400

    /// Gives one company filings and claims up to the number of events, revisions among them.
    ///
    /// - Returns: Its key.
    static func make(in log: ScratchLog) async throws -> String {
        let store = log.store
        guard let stream = StreamName("company-bench-questions") else {
            throw BenchError("There is no such stream.")
        }
        var events = [
            NewEvent(
                id: "bench:name", source: "bench:",
                event: .companyNamed(CompanyNamed(name: "Questions of the Bench", kind: .current)))
        ]
        let first = CivilDay(daysSinceEpoch: 16_800)
        for number in 0..<(Int(Self.events) - claims - claims / 4 - 1) {
            let accession = "0000000001-\(number / 100_000)\(number)"
            events.append(
                NewEvent(
                    id: "edgar:1/\(accession)/8-K", source: "bench:",
                    event: .filingListed(
                        FilingListed(
                            filer: "1", accession: accession, form: "8-K",
                            filedOn: first.adding(days: number * 4_000 / Int(Self.events))))))
        }
        for number in 0..<claims {
            let claim = claim(number, knownOn: first.adding(days: number * 9))
            events.append(
                NewEvent(
                    id: ClaimRevision.id(of: claim.id, of: claim.company, number: 1),
                    source: "bench:", event: .claimAsserted(claim)))
            guard number % 4 == 0 else { continue }
            var corrected = claim
            corrected.title += ", corrected"
            let revision = ClaimRevision(
                .corrected, of: claim, to: corrected, number: 2, reason: "the bench",
                publishedOn: first.adding(days: number * 9 + 30))
            events.append(
                NewEvent(id: revision.id, source: "bench:", event: .claimRevised(revision)))
        }
        for start in stride(from: 0, to: events.count, by: 500) {
            try await store.append(
                Array(events[start..<min(start + 500, events.count)]), to: stream, by: Bench.actor)
        }
        return "bench-questions"
    }

    private static func claim(_ number: Int, knownOn day: CivilDay) -> Claim {
        var claim = Claim(
            id: "C\(number)", company: "bench-questions", kind: .milestone, state: .planned,
            title: "The works of part \(number) are to begin",
            source: ClaimSource(title: "Gazette \(number)", tier: .secondary, quote: "to begin"),
            date: UncertainDate(day: day.adding(days: 400)))
        claim.knownOn = day
        claim.about = "works/\(number % 40)"
        claim.milestone = ClaimMilestone(key: "works/\(number % 40)", phase: .planned)
        claim.parties = [ClaimParty(name: "Builder \(number % 7)", role: "builder")]
        return claim
    }
}

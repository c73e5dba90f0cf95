import CanonicalJSON
import Filings
import Testing

@testable import Projections

@Suite struct NameOnDayTests {
    private static func named(
        _ name: String, _ kind: CompanyNamed.Kind = .current, from: String? = nil,
        to: String? = nil, observed: String? = nil
    ) -> CompanyNamed {
        CompanyNamed(
            name: name, kind: kind, from: from.map { .on($0) }, to: to.map { .on($0) },
            observedOn: observed.map { .on($0) })
    }

    /// As a register has it: the present name, and former ones with their spans.
    private static let register = [
        named("Apple Inc.", observed: "2026-11-23"),
        named("APPLE COMPUTER INC", .former, from: "1994-01-26", to: "2007-01-04"),
        named("Macintosh", .alias, observed: "2000-01-01"),
    ]
    /// Names that overlap, and one whose span ends before it begins.
    private static let overlapping = [
        named("First", .former, from: "2000-01-01", to: "2005-06-30"),
        named("Second", .former, from: "2005-01-01", to: "2010-12-31"),
        named("Reversed", .former, from: "2009-01-01", to: "2003-01-01"),
        named("Third", .former, from: "2012-01-01", to: "2015-01-01"),
        named("Now"),
    ]
    /// Only what headers of filings of several days called it.
    private static let observed = [
        named("Late", observed: "2020-03-01"), named("Early", observed: "2000-05-11"),
        named("Early", .former, to: "2010-01-01"), named("Late", observed: "2026-01-01"),
    ]

    @Test(
        arguments: [
            (register, "2000-05-11", "APPLE COMPUTER INC", true),
            (register, "2007-01-04", "APPLE COMPUTER INC", true),
            (register, "2007-01-05", "Apple Inc.", false),
            (register, "2026-11-23", "Apple Inc.", true),
            (register, "2027-01-01", "Apple Inc.", false), (register, "1990-01-01", nil, false),
            (overlapping, "2004-12-31", "First", true), (overlapping, "2005-03-01", "Second", true),
            (overlapping, "2009-06-01", "Second", true), (overlapping, "2011-06-01", nil, false),
            (overlapping, "2015-01-01", "Third", true), (overlapping, "2015-01-02", "Now", false),
            (observed, "2000-05-11", "Early", true), (observed, "2005-01-01", "Early", true),
            (observed, "2012-01-01", "Late", false), (observed, "2020-03-01", "Late", true),
            (observed, "2022-01-01", "Late", false),
            ([named("Only")], "1900-01-01", "Only", false),
            ([named("Only", .alias)], "1900-01-01", nil, false), ([], "1900-01-01", nil, false),
            (
                [named("A", observed: "2000-01-01"), named("B", observed: "2005-01-01")],
                "2004-12-31", "A", false
            ),
            ([named("B", from: "2005-01-01")], "2004-12-31", nil, false),
            ([named("B", from: "2005-01-01")], "2006-12-31", "B", true),
        ] as [([CompanyNamed], String, String?, Bool)])
    func `the name of a day is that of its span, else the nearest that was observed`(
        names: [CompanyNamed], day: String, name: String?, isStated: Bool
    ) {
        let known = names.enumerated().map { (name: $1, position: Int64($0 + 1)) }
        let found = NameOnDay(on: .on(day), among: known)
        #expect(found?.name.name == name)
        #expect(found?.isStated ?? false == isStated)
    }

    @Test func `the read model tells the name of a day and where we learned it`() async throws {
        try await withReadModelLog { log in
            for (index, name) in (Self.register + Self.register).enumerated() {
                let event = NewEvent(
                    id: "name:\(index)", source: "test:names", event: .companyNamed(name))
                try await log.append([(.sample, event)])
            }
            try await log.project()
            let models = log.models
            let company = try #require(try await models.company(.sample))
            #expect(company.names.compactMap { $0["position"]?.integerValue } == [1, 2, 3])
            let spans = company.names.map { $0["from"]?.stringValue }
            #expect(spans == [nil, "1994-01-26", nil])
            let observed = company.names.map { $0["observedOn"]?.stringValue }
            #expect(observed == ["2026-11-23", nil, "2000-01-01"])
            let then = try await models.name(of: .sample, on: .on("2000-05-11"))
            #expect(then?.name.name == "APPLE COMPUTER INC" && then?.position == 2)
            // As of the first position only the present name was known, on no day of the past.
            let early = try await models.name(of: .sample, on: .on("2000-05-11"), at: 1)
            #expect(early?.name.name == "Apple Inc." && early?.isStated == false)
            #expect(try await models.name(of: .other, on: .on("2000-05-11")) == nil)
        }
    }
}

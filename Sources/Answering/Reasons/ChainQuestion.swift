import Filings
import Rendering

/// How a wording came to a claim, source by source, and where it grew firmer.
public struct ChainQuestion: Question {
    /// `F14`, or `innotron/F14` where several companies have one.
    public var claim: String

    public init(_ claim: String) { self.claim = claim }

    private static let fields: [Field] = [
        Field("hop", .number), "claim", Field("source", .text), "tier", "state",
        Field("quote", .text), Field("note", .text), Field("title", .text, detail: true),
        "link", Field("position", .number, detail: true), Field("publicBy", detail: true),
        Field("firmness", .number, detail: true), Field("rise", .number, detail: true),
    ]

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let limits = try await texts.limits(in: ledger.store)
        let history = try await ledger.claim(claim, at: limits)
        let book = try await ledger.book(of: history.event.stream, at: limits)
        let chain = ClaimChain(to: history, in: book)
        let records = chain.hops.enumerated().map { index, hop in
            Self.record(of: hop, number: index, in: chain)
        }
        var remarks = chain.missing.map { "\($0) is named as an origin and is not in force" }
        if chain.nearestPrimary == nil { remarks.append("no primary source is in the chain") }
        return Answer(
            RecordSet(fields: Self.fields, records: records, basis: limits.basis),
            remarks: remarks, hasFindings: chain.hops.contains { $0.rise ?? 0 > 0 })
    }

    private static func record(
        of hop: ClaimChain.Hop, number: Int, in chain: ClaimChain
    ) -> Record {
        let claim = hop.history.claim
        var record: Record = [
            "hop": .integer(Int64(number)), "claim": .string(claim.id),
            "source": .string(claim.source.name), "state": .string(claim.state.text),
            "title": .string(claim.title), "position": .integer(hop.history.event.position),
        ]
        record["tier"] = claim.source.tier.map { .string($0.rawValue) }
        record["quote"] = claim.source.quote.map { .string($0) }
        record["link"] = hop.link.map { .string($0.status.rawValue) }
        record["publicBy"] = claim.publicBy.map { .string($0.text) }
        record["firmness"] = claim.state.firmness.map { .integer(Int64($0)) }
        record["rise"] = hop.rise.map { .integer(Int64($0)) }
        var notes: [String] = []
        if number == 0 { notes.append("origin") }
        if hop == chain.nearestPrimary { notes.append("nearest primary") }
        if let rise = hop.rise, rise != 0, number > 0 {
            let before = chain.hops[number - 1].history.claim.state.text
            notes.append("certainty \(rise > 0 ? "rose" : "fell"): \(before), \(claim.state.text)")
        }
        if let note = hop.link?.note ?? (number == 0 ? claim.note : nil) { notes.append(note) }
        record["note"] = notes.isEmpty ? nil : .string(notes.joined(separator: "; "))
        return record
    }
}

import Answering
import CanonicalJSON
import Digests
import EventStorage
import Filings
import Projections
import Proofs
import Rendering

/// A file of a dossier.
struct DossierFile {
    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// What an examiner gets of one company: answers, events, sources and digests under one basis.
struct Dossier {
    let company: ReadModels.Company
    let limits: QuestionLimits
    let present: Instant
    /// Signs how far the history reaches.
    let key: SigningKey?

    /// The day that counts as the present.
    private var day: CivilDay { limits.asOf ?? present.day }

    /// In the order in which a reader opens them; the digests of all others come last.
    func files(from ledger: Ledger) async throws -> [DossierFile] {
        let overdue = try await OverdueQuestion.overdue(
            of: [company.stream], on: day, at: limits, in: ledger)
        let conflicts = try await ConflictsQuestion.conflicts(
            of: company.stream, ledger, limits)
        let history = try await history(from: ledger)
        let book = try await ledger.book(of: company.stream, at: limits)
        let (events, positions) = try await events(from: ledger)
        let seal = try await DossierSeal.of(
            positions, of: company.stream, upTo: limits.position, in: ledger, key: key)
        let header = TimelineHeader(company, limits: limits)
        let page = try await CompanyPage(
            TimelineQuestion(of: company.key), at: LimitTexts(now: present.text)
        ).document(
            of: CompanyTimeline(company: company, limits: limits, history: history), in: ledger)
        let relations = try await GraphQuestion.relations(of: company, ledger, limits)
        var files = [
            DossierFile("README.txt", readMe(events: positions.count, seal: seal)),
            DossierFile("index.html", page),
            DossierFile(
                "timeline.svg", HistoryChart(history.items, header: header).document),
            json("timeline", history.records(basis: limits.basis)),
            json("filings", try await filings(from: ledger)),
            json(
                "milestones",
                try await MilestonesQuestion.milestones(of: company.stream, ledger, limits)),
            json("overdue", overdue), json("conflicts", conflicts), json("relations", relations),
            json("claims", claims(in: book)), json("sources", sources(of: book)),
            DossierFile("events.jsonl", events),
            DossierFile("checklist.md", AuditTrailChecklist.text),
        ]
        files += seal?.files ?? []
        files.append(DossierFile("SHA256SUMS", Self.digests(of: files)))
        return files
    }

    private func json(_ name: String, _ set: RecordSet) -> DossierFile {
        DossierFile(name + ".json", set.text(as: .json))
    }

    /// As `sha256sum --check` takes them.
    private static func digests(of files: [DossierFile]) -> String {
        files.map { "\(SHA256.text(of: $0.bytes))  \($0.name)\n" }.joined()
    }

    // MARK: Contents

    private func history(from ledger: Ledger) async throws -> CompanyHistory {
        let lines = try await ledger.lines(of: company.stream, at: limits)
        let window = try DayWindow(from: nil, to: nil, today: present.day)
        return CompanyHistory(lines, window: window, certain: false)
    }

    private func filings(from ledger: Ledger) async throws -> RecordSet {
        let filings = try await ledger.filings(of: company.stream, at: limits)
        return RecordSet(
            fields: FilingsQuestion.fields,
            records: AmendmentLinks(filings).linked.map { Record($0) }, basis: limits.basis)
    }

    /// Every claim with its versions, retracted ones too.
    private func claims(in book: ClaimBook) -> RecordSet {
        RecordSet(
            fields: [], records: book.histories.map { Record(whole: $0) }, basis: limits.basis)
    }

    /// Each source once, with the claims that rest on it.
    private func sources(of book: ClaimBook) -> RecordSet {
        var sources: [(name: String, record: Record, claims: [String])] = []
        for history in book.histories {
            let source = history.claim.source
            if let place = sources.firstIndex(where: { $0.name == source.name }) {
                sources[place].claims.append(history.claim.id)
                continue
            }
            var json = source.json
            // The words that carry one claim are with the claim.
            json["quote"] = nil
            json["publishedOn"] = history.claim.publishedOn?.json
            sources.append((source.name, Record(json), [history.claim.id]))
        }
        return RecordSet(
            fields: [],
            records: sources.map { source in
                var record = source.record
                record["claims"] = .array(source.claims.map { .string($0) })
                return record
            }, basis: limits.basis)
    }

    /// The company's entries as the log stores them, one a line.
    private func events(from ledger: Ledger) async throws -> (bytes: [UInt8], positions: [Int64]) {
        var shown: Set<Int64>?
        if let asOf = limits.asOf {
            let events = try await ledger.store.events(
                in: company.stream, through: limits.position)
            shown = Set(ReadModels.recorded(events, publicBy: asOf).map(\.position))
        }
        var bytes: [UInt8] = []
        var positions: [Int64] = []
        for entry in try await ledger.store.entryBytes(
            in: company.stream, through: limits.position)
        where shown?.contains(entry.position) ?? true {
            bytes += entry.bytes + [UInt8(ascii: "\n")]
            positions.append(entry.position)
        }
        return (bytes, positions)
    }

    private static let unsealed = """

        No checkpoint covers this position yet: nothing here is proved. annals checkpoint signs one;
        the dossier made again has the proofs then.

        """

    private func readMe(events: Int, seal: DossierSeal?) -> String {
        let asOf = limits.asOf.map { " --as-of \($0.text)" } ?? ""
        let names = ([company.name] + company.names.compactMap { $0["name"]?.stringValue })
            .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return """
            Dossier of \(names.joined(separator: ", ")) (\(company.key))

            Basis: the log's events up to position \(limits.position); \
            \(limits.asOf.map { "of them what may have been public by \($0.text)" } ?? "all of them").
            The present of the answers: \(day.text). Events of this company: \(events).

            The same files come again from

              annals dossier \(company.key)\(asOf) --at-position \(limits.position) \
            --now \(present.text)

            and `sha256sum --check SHA256SUMS` holds them against these.

              index.html       the history to read and to print; needs no network
              timeline.svg     the same, drawn
              timeline.json    its lines; filings, milestones, overdue, conflicts and relations
                               are further answers, each with the basis it rests on
              claims.json      every claim with all its versions, who made them, when and why
              sources.json     the sources, and which claims rest on them
              events.jsonl     the entries of the log, byte for byte as they are stored
              checklist.md     what an audit trail has to have, and where it is here
            \(seal?.words ?? Self.unsealed)
            A line marked "possible" rests on what may have become public later.

            """
    }
}

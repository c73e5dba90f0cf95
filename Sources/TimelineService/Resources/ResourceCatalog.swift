import Answering
import EventStorage

/// Every resource, in the order of the document that describes them.
enum ResourceCatalog {
    static let ofOneLedger: [Resource] =
        [start, search, companies, company] + ofCompanies + ofAllCompanies + claims + log + proof
        + writing + watching

    /// The usual ledger's service speaks for the database too; the others know nothing of each other.
    static let ofUsualLedger = ofOneLedger + [ledgers]

    static func resources(of ledger: LedgerName) -> [Resource] {
        ledger == .usual ? ofUsualLedger : ofOneLedger
    }

    private static let ledgers = Resource(
        "/ledgers",
        "The ledgers of the database; each has what is listed here under /ledgers/NAME.",
        formats: MediaTypes.ofRecords, hasLimits: false, .question { _ in LedgersQuestion() })

    private static let start = Resource(
        "/", "The start page: search, companies, what is overdue, conflicts, runs, health.",
        [Parameter("text", "What to look for.")] + Parameter.limits, formats: [.html],
        dependsOnPresent: true, .content { try await StartPage(asked: $0).content() })

    private static let search = Resource(
        "/search", "Companies, claims and filings by name, identifier or text, in any script.",
        [Parameter("text", .text, required: true, "What to look for.")],
        formats: MediaTypes.ofRecords,
        .question { asked in FindQuestion(asked.query["text"] ?? "") })

    private static let companies = Resource(
        "/companies", "All companies with their names and identifiers, by key.",
        formats: MediaTypes.ofRecords, .companies)

    private static let company = Resource(
        "/companies/{company}", "One company: names and identifiers.",
        formats: MediaTypes.ofRecords, .question { CompaniesQuestion($0.company) })

    // MARK: Of one company

    private static let kinds = Parameter("kind", repeated: true, "Only this kind, as filing.")

    private static let ofCompanies: [Resource] = [
        Resource(
            "/companies/{company}/timeline",
            "The history: what happened, what is planned, how sure it is. As html the page.",
            Parameter.window + [
                kinds,
                Parameter(
                    "certain", .flag, "Only what certainly lies between the limits."),
            ], formats: MediaTypes.ofHistories,
            .history { asked in
                TimelineQuestion(
                    of: asked.company, from: asked.query["from"], to: asked.query["to"],
                    kinds: asked.query.all("kind"), certain: asked.query.flag("certain"))
            }),
        Resource(
            "/companies/{company}/timemap",
            "The history's states as they were recorded (RFC 7089).",
            mediaType: "application/link-format", .content { try await TimeMap($0).content() }),
        Resource(
            "/companies/{company}/filings", "Filings with form, items, dates and amendments.",
            Parameter.window + [
                Parameter("form", repeated: true, "Only this form, as 8-K."),
                Parameter("item", repeated: true, "Only with this 8-K item, as 2.02."),
            ], formats: MediaTypes.ofRecords,
            .question { asked in
                FilingsQuestion(
                    of: asked.company, forms: asked.query.all("form"),
                    items: asked.query.all("item"), from: asked.query["from"],
                    to: asked.query["to"])
            }),
        Resource(
            "/companies/{company}/events", "Raw events, in the order of the log.",
            EventPages.parameters, formats: MediaTypes.ofRecords,
            .events { EventPages.question($0, of: $0.company) }),
        Resource(
            "/companies/{company}/milestones", "Plans, slips, terms, and what was reached.",
            formats: MediaTypes.ofRecords, .question { MilestonesQuestion(of: $0.company) }),
        Resource(
            "/companies/{company}/overdue", "What is past a day that was set for it.",
            formats: MediaTypes.ofRecords, dependsOnPresent: true,
            .question { OverdueQuestion(of: $0.company) }),
        Resource(
            "/companies/{company}/conflicts", "Where sources disagree, side by side.",
            formats: MediaTypes.ofRecords, .question { ConflictsQuestion(of: $0.company) }),
        Resource(
            "/companies/{company}/relations", "Who is what to whom, and who says so.",
            formats: MediaTypes.ofRecords, .question { GraphQuestion(of: $0.company) }),
        Resource(
            "/companies/{company}/amounts", "Amounts added up, each thing once, with bounds.",
            [kinds], formats: MediaTypes.ofRecords,
            .question { SumQuestion(of: $0.company, kinds: $0.query.all("kind")) }),
        Resource(
            "/companies/{company}/values", "Every value with its event, source and recorder.",
            [Parameter("path", "Only what has these words: plant.capacity.")],
            formats: MediaTypes.ofRecords,
            .question { BlameQuestion(of: $0.company, path: $0.query["path"]) }),
        Resource(
            "/companies/{company}/diff",
            "What became known between two moments, and by which event.",
            diffParameters, formats: MediaTypes.ofRecords, dependsOnPresent: true,
            .question { diff($0, of: $0.company) }),
    ]

    // MARK: Of all companies

    private static let diffParameters: [Parameter] = [
        Parameter(
            "from", .moment, required: true, "A day, an instant or a position."),
        Parameter("to", .moment, "As from; else the present."),
        Parameter("recorded", .flag, "Days are those of our recording, not of publication."),
    ]

    private static func diff(_ asked: Asked, of company: String?) -> DiffQuestion {
        DiffQuestion(
            of: company, from: asked.query["from"] ?? "", to: asked.query["to"],
            recorded: asked.query.flag("recorded"))
    }

    private static let ofAllCompanies: [Resource] = [
        Resource(
            "/overdue", "What is past a day that was set for it, of all companies.",
            formats: MediaTypes.ofRecords, dependsOnPresent: true,
            .question { _ in OverdueQuestion() }),
        Resource(
            "/conflicts", "Where sources disagree, of all companies.",
            formats: MediaTypes.ofRecords, .question { _ in ConflictsQuestion() }),
        Resource(
            "/diff", "What we recorded between two moments, of all companies.", diffParameters,
            formats: MediaTypes.ofRecords, dependsOnPresent: true,
            .question { diff($0, of: nil) }),
        Resource(
            "/runs", "What ingestion did: runs with their counts and what they list.",
            [
                Parameter("source", "Only of this source, as edgar-index."),
                Parameter("since", .instant, "Only runs that began since."),
                Parameter("most", .number(1...10_000), "At most so many runs; else 20."),
            ], formats: MediaTypes.ofRecords, dependsOnPresent: true,
            .question { asked in
                RunsQuestion(
                    of: asked.query["source"],
                    .list(
                        since: asked.query["since"],
                        most: asked.query.number("most").map { Int($0) }, detailed: true))
            }),
        Resource(
            "/gaps", "What of the registers is incomplete, and the command that repairs it.",
            [Parameter("source", "Only of this source.")], formats: MediaTypes.ofRecords,
            .question { RunsQuestion(of: $0.query["source"], .gaps) }),
        Resource(
            "/sources", "How old each source's newest complete run is, against an age as 26h.",
            [Parameter("maxAge", .age, "How old it may be: 26h, 90m, 3d; else 26h.")],
            formats: MediaTypes.ofRecords, dependsOnPresent: true,
            .question { RunsQuestion(.ages(longest: $0.query["maxAge"] ?? "26h")) }),
    ]

    private static let claims: [Resource] = [
        Resource(
            "/companies/{company}/claims/{claim}", "A claim as it is in force, with its versions.",
            formats: MediaTypes.ofRecords, .question { ShowQuestion($0.claim) }),
        Resource(
            "/companies/{company}/claims/{claim}/reasons", "How its values came to be.",
            [Parameter("field", "Only this field, as date.")], formats: MediaTypes.ofRecords,
            .question { WhyQuestion($0.claim, field: $0.query["field"]) }),
        Resource(
            "/companies/{company}/claims/{claim}/chain", "How its wording came, source by source.",
            formats: MediaTypes.ofRecords, .question { ChainQuestion($0.claim) }),
        Resource(
            "/filings/{number}", "A filing whole, by its number at its register.",
            formats: MediaTypes.ofRecords, .question { ShowQuestion($0.part("number")) }),
    ]

    private static let log: [Resource] = [
        Resource(
            "/events", for: .audit,
            "Raw events of all companies; as text/event-stream those to come, from Last-Event-ID on.",
            EventPages.parameters, formats: MediaTypes.ofRecords,
            .events { EventPages.question($0, of: nil) }),
        Resource(
            "/events/{position}", for: .audit, "One event whole.", formats: MediaTypes.ofRecords,
            .question { ShowQuestion(try EventPages.position($0)) }),
    ]
}

import Answering
import ArgumentParser
import CanonicalJSON
import Projections
import Rendering

struct DigestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest",
        abstract: "The content hash of every read model.",
        discussion: """
            Equal events and an equal version of the projection give an equal digest, on any server, \
            in any time zone, however often it was rebuilt. All are of one state of the database and \
            as of one position: the lowest that a read model shown has reached, unless told otherwise.
            """)

    @Argument(help: ArgumentHelp("Only of these read models, as timeline.", valueName: "name"))
    var names: [String] = []

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    static let fields: [Field] = [
        "projection", Field("version", .number), Field("position", .number),
        Field("rows", .number), "digest",
    ]

    func validate() throws {
        if question.asOf != nil {
            throw ValidationError(
                "--as-of is about publication; a digest is of what was recorded: --recorded-by.")
        }
    }

    func run() async throws {
        let asked = try names.map { name throws(Failure) in try ReadModelName(name).name }
        try await database.withLog { ledger in
            var limits = try await question.limits(in: ledger.store)
            // Makes the read models where there are none, and says how far they are behind.
            let tables =
                asked.isEmpty
                ? ReadModels.Table.allCases : asked.compactMap { ReadModels.Table(rawValue: $0) }
            let known = try await ledger.limitsOfModels(limits, reading: tables)
            let digests = try await ledger.models.digests(
                of: asked.isEmpty ? nil : asked, at: limits.isPinned ? limits.position : nil)
            limits = (limits.isPinned ? limits : known).upTo(digests.first?.position ?? 0)
            try output.show(
                RecordSet(
                    fields: Self.fields, records: digests.map { Record($0) }, basis: limits.basis))
            StandardOutput.flush()
        }
    }
}

extension Record {
    init(_ digest: ReadModelDigest) {
        self = [
            "projection": .string(digest.projection), "version": .integer(digest.version),
            "position": .integer(digest.position), "rows": .integer(digest.rows),
            "digest": .string(digest.digest),
        ]
    }
}

import ArgumentParser
import CanonicalJSON
import Projections
import Rendering

struct FindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Companies and claims by name, alias, identifier or text, in any script.")

    @Argument(help: "What to look for; capitals do not count.")
    var text: [String]

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    private static let fields: [Field] = [
        "found", "company", Field("title", .text), "match", "id", Field("kind", detail: true),
        Field("state", detail: true), .date("date", detail: true),
        Field("position", .number, detail: true),
    ]

    func run() async throws {
        let text = text.joined(separator: " ")
        if text.isEmpty { throw CommandFailure("There is nothing to look for.", .usage) }
        try await database.withLog { ledger in
            let limits = try await ledger.limitsOfModels(
                try await question.limits(in: ledger.store))
            let companies = try await ledger.models
                .companies(matching: text, at: limits.position)
                .map { Self.record($0, asked: text) }
            let claims = try await ledger.models
                .lines(containing: text, at: limits.position, asOf: limits.asOf)
                .map { Self.record($0) }
            try output.show(
                RecordSet(
                    fields: Self.fields, records: companies + claims, basis: limits.basis))
            StandardOutput.flush()
            if companies.isEmpty, claims.isEmpty {
                StandardError.print("annals: nothing found for \(text)")
            } else if output.exitCode {
                throw ExitStatus.findings.exitCode
            }
        }
    }

    /// A company with the name or identifier that matched.
    private static func record(_ company: ReadModels.Company, asked: String) -> Record {
        let texts =
            [company.key, company.name] + company.names.compactMap { $0["name"]?.stringValue }
            + company.identifiers.compactMap { $0["normalized"]?.stringValue }
        let match =
            texts.first { $0.lowercased() == asked.lowercased() }
            ?? texts.first { $0.lowercased().contains(asked.lowercased()) }
        return [
            "found": "company", "company": .string(company.key), "title": .string(company.name),
            "match": .string(match ?? asked), "id": .string(company.stream.text),
        ]
    }

    private static func record(_ line: JSONObject) -> Record {
        var record: Record = ["found": "claim"]
        for name in ["company", "title", "id", "kind", "state", "date", "position"] {
            record[name] = line[name]
        }
        return record
    }
}

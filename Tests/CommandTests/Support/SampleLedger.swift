import Foundation
import TestSupport
import Testing

/// A database of its own and `annals` run on it.
struct SampleLedger: Sendable {
    let url: String

    func annals(
        _ arguments: String..., environment: [String: String] = [:], input: [UInt8] = []
    ) async throws -> Run {
        try await run(arguments, environment: environment, input: input)
    }

    func run(
        _ arguments: [String], environment: [String: String] = [:], input: [UInt8] = []
    ) async throws -> Run {
        try await Run(start(arguments, environment: environment, input: input))
    }

    func start(
        _ arguments: [String], environment: [String: String] = [:], input: [UInt8] = []
    ) throws -> Program {
        let database = ["ANNALS_DATABASE_URL": url]
        return try Program(
            arguments, environment: database.merging(environment) { $1 }, input: input)
    }

    /// Records claims that are given as text.
    @discardableResult
    func record(_ text: String, _ options: String...) async throws -> Run {
        try await run(["record", "-"] + options, input: Array(text.utf8))
    }
}

/// Runs the body on a database in which there is nothing at all.
func withScratchLedger(
    isolation: isolated (any Actor)? = #isolation, _ body: (SampleLedger) async throws -> Void
) async throws {
    try await withScratchDatabase { url in try await body(SampleLedger(url: url)) }
}

/// Runs the body on a migrated database without events.
func withEmptyLedger(
    isolation: isolated (any Actor)? = #isolation, _ body: (SampleLedger) async throws -> Void
) async throws {
    try await withScratchLedger { ledger in
        let run = try await ledger.annals("migrate")
        try #require(run.status == 0, run.story)
        try await body(ledger)
    }
}

/// Runs the body on a database with the sample history and Apple's sample file.
func withSampleLedger(
    isolation: isolated (any Actor)? = #isolation, _ body: (SampleLedger) async throws -> Void
) async throws {
    try await withEmptyLedger { ledger in
        let record = try await ledger.annals(
            "record", Programs.sample, "--actor", "tester", "--no-project")
        try #require(record.status == 0, record.story)
        let ingest = try await ledger.annals(
            "ingest", "edgar-submissions", "--file", Programs.appleFile)
        try #require(ingest.status == 0, ingest.story)
        try await body(ledger)
    }
}

/// A claim in its least form.
func claim(
    _ id: String, of company: String = "acme", title: String = "Something happened",
    date: String = "2024-06-12"
) -> String {
    """
    - {id: \(id), company: \(company), kind: plant, title: "\(title)", date: "\(date)", \
    source: "https://example.org/\(id)"}

    """
}

import Answering
import ArgumentParser
import EventStorage
import Hosting
import Postgres
import Projections

extension CompletionKind {
    /// Keys, names and identifiers of the companies that the database knows.
    static var companies: CompletionKind {
        .custom { _, _, prefix in await CompanyCompletion.candidates(for: prefix) }
    }
}

/// What a company argument that was begun can become.
///
/// Somebody waits at the keyboard: where no database answers at once there is nothing to offer, no
/// word about it, and no server is started.
enum CompanyCompletion {
    private static let patience = Duration.milliseconds(400)
    private static let most = 50

    static func candidates(for typed: String) async -> [String] {
        guard let url else { return [] }
        // A name with a space is begun with a quote in some shells.
        let text = typed.drop { $0 == "\"" || $0 == "'" }
        // Whichever comes first; a server that does not answer is not waited for.
        let answers = AsyncStream<[String]> { answers in
            Task { answers.yield((try? await found(String(text), at: url)) ?? []) }
            Task {
                try? await Task.sleep(for: patience)
                answers.yield([])
            }
        }
        for await first in answers { return first }
        return []
    }

    private static var url: String? {
        if let given = environment("ANNALS_DATABASE_URL") { return given }
        let server = PrivateServer()
        guard case .running = server.status().state else { return nil }
        return server.url
    }

    /// What begins as it was typed; capitals do not count.
    private static func found(_ text: String, at url: String) async throws -> [String] {
        let pool = Pool(url, size: 1)
        let models = ReadModels(EventStore(pool))
        let companies = try await models.companies(matching: text, most: most)
        var candidates: [String] = []
        for company in companies {
            for name in company.texts
            where name.lowercased().hasPrefix(text.lowercased()) && !candidates.contains(name)
                && !name.contains(where: \.isNewline)
            {
                candidates.append(name)
            }
        }
        return Array(candidates.prefix(most))
    }
}

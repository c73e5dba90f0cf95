import Answering
import ArgumentParser
import EventStorage
import Proofs
import Sealing

/// Which log it is that is signed or checked, and with which keys.
struct SealingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The log's name, as its key has it; else the only one there is.", valueName: "name"))
    var origin: String?

    @Option(help: ArgumentHelp("Where keys are kept; else keys in the data folder."))
    var keyFolder: String?

    var folder: KeyFolder { keyFolder.map { KeyFolder($0) } ?? .usual }

    /// - Throws: ``SealError/noKey(origin:folder:)``
    func signingKey(for store: EventStore) async throws -> SigningKey {
        if let key = try await keyIfThere(for: store) { return key }
        throw SealError.noKey(origin: try await originName(for: store), folder: folder.path)
    }

    /// The key to sign with; `nil` where there is none.
    func keyIfThere(for store: EventStore) async throws -> SigningKey? {
        try await folder.signingKey(origin, for: store)
    }

    func originName(for store: EventStore) async throws -> String? {
        try await folder.originName(origin, for: store)
    }

    /// The keys that may have signed: those given, else those that the folder knows.
    func keys(_ given: [String], for store: EventStore) async throws -> [VerifierKey] {
        if !given.isEmpty { return try given.flatMap(VerifierKey.named) }
        guard let name = try await originName(for: store) else { return [] }
        return try folder.knownKeys(of: name)
    }
}

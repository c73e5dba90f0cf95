import Answering
import ArgumentParser
import EventStorage
import Hosting
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

    /// The key to sign with: of the environment, else of the folder.
    func signingKey(for store: EventStore) async throws -> SigningKey {
        if let text = environment("ANNALS_SIGNING_KEY") {
            let key = try SigningKey(text)
            guard origin == nil || origin == key.name else {
                throw Failure(
                    "--origin \(origin ?? "") is not the name of the key in ANNALS_SIGNING_KEY, "
                        + "\(key.name).", .usage)
            }
            return key
        }
        let name = try await originName(for: store)
        guard let name, let key = try folder.signingKey(of: name) else {
            throw SealError.noKey(origin: name, folder: folder.path)
        }
        return key
    }

    /// The key to sign with; `nil` where there is none.
    func keyIfThere(for store: EventStore) async throws -> SigningKey? {
        do {
            return try await signingKey(for: store)
        } catch SealError.noKey {
            return nil
        }
    }

    /// The name asked for, that under which the log was signed, or that of the only key.
    func originName(for store: EventStore) async throws -> String? {
        if let origin { return origin }
        if let newest = try await LogCheckpoints(store).newest() { return newest.checkpoint.origin }
        let names = folder.origins
        guard names.count > 1 else { return names.first }
        throw Failure(
            "There are keys for \(names.joined(separator: ", ")); name one with --origin.", .usage)
    }

    /// The keys that may have signed: those given, else those that the folder knows.
    func keys(_ given: [String], for store: EventStore) async throws -> [VerifierKey] {
        if !given.isEmpty { return try given.flatMap(VerifierKey.named) }
        guard let name = try await originName(for: store) else { return [] }
        return try folder.knownKeys(of: name)
    }
}

extension KeyFolder {
    /// `$ANNALS_KEY_FOLDER`, else `keys` in the data folder.
    static var usual: KeyFolder {
        KeyFolder(environment("ANNALS_KEY_FOLDER") ?? DataFolder.path + "/keys")
    }
}

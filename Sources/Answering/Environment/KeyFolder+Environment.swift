import EventStorage
import Hosting
import Proofs
import Sealing

extension KeyFolder {
    /// `$ANNALS_KEY_FOLDER`, else `keys` in the data folder.
    public static var usual: KeyFolder {
        KeyFolder(environment("ANNALS_KEY_FOLDER") ?? DataFolder.path + "/keys")
    }

    /// The key to sign with: `$ANNALS_SIGNING_KEY`, else the folder's.
    ///
    /// - Parameter origin: The log's name, where somebody said it.
    /// - Returns: `nil` where there is none.
    /// - Throws: ``Failure`` when it is not clear which key is meant.
    public func signingKey(_ origin: String?, for store: EventStore) async throws -> SigningKey? {
        if let text = environment("ANNALS_SIGNING_KEY") {
            let key = try SigningKey(text)
            guard origin == nil || origin == key.name else {
                throw Failure(
                    "--origin \(origin ?? "") is not the name of the key in ANNALS_SIGNING_KEY, "
                        + "\(key.name).", .usage)
            }
            return key
        }
        guard let name = try await originName(origin, for: store) else { return nil }
        return try signingKey(of: name)
    }

    /// The name asked for, that under which the log was signed, or that of the only key.
    public func originName(_ origin: String?, for store: EventStore) async throws -> String? {
        if let origin { return origin }
        if let newest = try await LogCheckpoints(store).newest() { return newest.checkpoint.origin }
        guard origins.count > 1 else { return origins.first }
        throw Failure(
            "There are keys for \(origins.joined(separator: ", ")); name one with --origin.", .usage
        )
    }
}

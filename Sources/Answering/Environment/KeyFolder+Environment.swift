import EventStorage
import Hosting
import Proofs
import Sealing

extension KeyFolder {
    /// `$ANNALS_KEY_FOLDER`, else `keys` in the data folder.
    public static var usual: KeyFolder {
        KeyFolder(environment("ANNALS_KEY_FOLDER") ?? DataFolder.path + "/keys")
    }

    /// Where a ledger's keys are: each has a folder, so that none signs for another by mistake.
    public func of(_ ledger: LedgerName) -> KeyFolder {
        ledger == .usual ? self : folder(ofLedger: ledger.text)
    }

    /// The key to sign with: `$ANNALS_SIGNING_KEY`, `$ANNALS_SIGNING_KEY_ACME` for the ledger acme,
    /// else the folder's.
    ///
    /// - Parameter origin: The log's name, where somebody said it.
    /// - Returns: `nil` where there is none.
    /// - Throws: ``Failure`` when it is not clear which key is meant.
    public func signingKey(_ origin: String?, for ledger: Ledger) async throws -> SigningKey? {
        let variable = ledger.address.ledger.signingKeyVariable
        if let text = environment(variable) {
            let key = try SigningKey(text)
            guard origin == nil || origin == key.name else {
                throw Failure(
                    "--origin \(origin ?? "") is not the name of the key in \(variable), "
                        + "\(key.name).", .usage)
            }
            return key
        }
        guard let name = try await originName(origin, for: ledger.store) else { return nil }
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

extension LedgerName {
    fileprivate var signingKeyVariable: String {
        "ANNALS_SIGNING_KEY" + (self == .usual ? "" : "_" + text.uppercased())
    }
}

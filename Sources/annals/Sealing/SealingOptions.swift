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

    func folder(of ledger: LedgerName) -> KeyFolder {
        (keyFolder.map { KeyFolder($0) } ?? .usual).of(ledger)
    }

    func folder(of ledger: Ledger) -> KeyFolder { folder(of: ledger.address.ledger) }

    /// - Throws: ``SealError/noKey(origin:folder:)``
    func signingKey(for ledger: Ledger) async throws -> SigningKey {
        if let key = try await keyIfThere(for: ledger) { return key }
        throw SealError.noKey(
            origin: try await originName(for: ledger),
            folder: folder(of: ledger).path)
    }

    /// The key to sign with; `nil` where there is none.
    func keyIfThere(for ledger: Ledger) async throws -> SigningKey? {
        try await folder(of: ledger).signingKey(origin, for: ledger)
    }

    func originName(for ledger: Ledger) async throws -> String? {
        try await folder(of: ledger).originName(origin, for: ledger.store)
    }

    /// The keys that may have signed: those given, else those that the folder knows.
    func keys(_ given: [String], for ledger: Ledger) async throws -> [VerifierKey] {
        if !given.isEmpty { return try given.flatMap(VerifierKey.named) }
        guard let name = try await originName(for: ledger) else { return [] }
        return try folder(of: ledger).knownKeys(of: name)
    }
}

import Glibc
import Proofs

/// What is kept outside the database, in one folder a log: the signing key, the keys that may have
/// signed, the newest checkpoint that was signed or seen, and how far the log was verified.
///
///     keys/log.example%2Fannals/signing-key    only its owner may read it
///                               known-keys     verifier keys, a line each, the newest last
///                               checkpoint     the newest one
///                               lock           held while one of the two is written
///                               verified       the one up to which everything was verified
///     keys/@acme/log.example%2Facme/…              those of another ledger than the usual one
public struct KeyFolder: Sendable {
    /// The folder of all logs.
    public let path: String

    public init(_ path: String) { self.path = path }

    private func file(_ name: String, of origin: String) -> String {
        "\(path)/\(FileName.escaped(origin))/\(name)"
    }

    public func signingKeyPath(of origin: String) -> String { file("signing-key", of: origin) }

    /// The names of the logs that have a folder here.
    public var origins: [String] {
        WholeFile.names(in: path).compactMap { name in
            FileName.unescaped(name).flatMap { FileName.escaped($0) == name ? $0 : nil }
        }
    }

    /// The folder of the logs of another ledger, in this one: `@` stands in no name of a log's.
    public func folder(ofLedger name: String) -> KeyFolder { KeyFolder("\(path)/@\(name)") }

    // MARK: Keys

    /// Makes a key, which nobody but the folder's owner can read.
    ///
    /// - Throws: ``SealError/keyExists(origin:path:)``
    public func create(_ origin: String) throws(SealError) -> SigningKey {
        let place = signingKeyPath(of: origin)
        if try read(place) != nil { throw .keyExists(origin: origin, path: place) }
        return try write(origin)
    }

    /// Makes another key under the same name. The old one's signatures stay known; it signs no more,
    /// and is gone.
    public func rotate(_ origin: String) throws(SealError) -> SigningKey {
        guard try signingKey(of: origin) != nil else { throw .noKey(origin: origin, folder: path) }
        return try write(origin)
    }

    private func write(_ origin: String) throws(SealError) -> SigningKey {
        let key: SigningKey
        do throws(ProofError) { key = try SigningKey(newNamed: origin) } catch {
            throw .proof(error)
        }
        // Known first: a signature by a key that nobody knows would be worthless.
        try addKnown(key.verifier)
        try write(key.secretText + "\n", to: signingKeyPath(of: origin), permissions: 0o600)
        return key
    }

    /// - Returns: `nil` when there is none.
    /// - Throws: ``SealError/openKey(path:)``
    public func signingKey(of origin: String) throws(SealError) -> SigningKey? {
        let place = signingKeyPath(of: origin)
        guard let text = try read(place) else { return nil }
        if WholeFile.isOpenToOthers(place) == true { throw .openKey(path: place) }
        do throws(ProofError) {
            return try SigningKey(text.trimmed)
        } catch {
            throw .proof(error)
        }
    }

    /// The keys that may have signed the log, the newest last.
    public func knownKeys(of origin: String) throws(SealError) -> [VerifierKey] {
        let text = try read(file("known-keys", of: origin)) ?? ""
        do throws(ProofError) { return try VerifierKey.list(text) } catch { throw .proof(error) }
    }

    /// - Parameter key: Known already: nothing is changed.
    public func addKnown(_ key: VerifierKey) throws(SealError) {
        let known = try knownKeys(of: key.name)
        if known.contains(key) { return }
        let text = (known + [key]).map { $0.text + "\n" }.joined()
        try write(text, to: file("known-keys", of: key.name))
    }

    // MARK: Checkpoints

    /// A note that is kept here.
    public enum Kept: String, Sendable {
        /// The newest checkpoint that was signed or seen.
        case seen = "checkpoint"
        /// The newest one up to which everything was verified.
        case verified
    }

    public func note(_ kept: Kept, of origin: String) throws(SealError) -> SignedNote? {
        guard let text = try read(file(kept.rawValue, of: origin)) else { return nil }
        do throws(ProofError) { return try SignedNote(text) } catch { throw .proof(error) }
    }

    public func path(_ kept: Kept, of origin: String) -> String { file(kept.rawValue, of: origin) }

    /// Durable when this returns. One of fewer entries than the one that is kept is not kept: of two
    /// who sign at once the later one may come first.
    public func keep(_ note: SignedNote, as kept: Kept, of origin: String) throws(SealError) {
        try WholeFile.locked(file("lock", of: origin), throwing: { SealError.file($0) }) {
            () throws(SealError) in
            let size = try Self.size(of: note)
            if let there = try self.note(kept, of: origin), try Self.size(of: there) > size {
                return
            }
            try write(note.whole, to: file(kept.rawValue, of: origin))
        }
    }

    private static func size(of note: SignedNote) throws(SealError) -> Int64 {
        do throws(ProofError) { return try note.checkpoint().size } catch { throw .proof(error) }
    }

    // MARK: Files

    private func read(_ path: String) throws(SealError) -> String? {
        do throws(FileFailure) {
            return try WholeFile.read(path).map { String(decoding: $0, as: UTF8.self) }
        } catch {
            throw .file(error)
        }
    }

    private func write(
        _ text: String, to path: String, permissions: mode_t = 0o644
    ) throws(SealError) {
        do throws(FileFailure) {
            try WholeFile.write(Array(text.utf8), to: path, permissions: permissions)
        } catch {
            throw .file(error)
        }
    }
}

extension String {
    fileprivate var trimmed: Substring {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

import EventStorage
import Postgres
import Proofs

/// Sealing: signing what the log holds, and checking that it still holds it.
///
/// *Integrating* hashes what was appended since, *sealing* signs the tree's root as a *checkpoint*. A
/// checkpoint is kept in the database, and the newest one outside it as well, beside the key: what a
/// database says of itself proves nothing to who doubts the database.
public enum SealError: Error, Equatable, Sendable {
    case store(EventStoreError)
    case proof(ProofError)
    case file(FileFailure)
    /// There is no key to sign with.
    case noKey(origin: String?, folder: String)
    /// Others than its owner can read the key.
    case openKey(path: String)
    /// There is such a key already.
    case keyExists(origin: String, path: String)
    /// The log was signed under another name than the key's.
    case otherOrigin(log: String, key: String)
    /// The log is not the continuation of a checkpoint that was seen outside it.
    case fork(seen: Int64, now: Int64, where: String)
    /// No checkpoint covers that position yet.
    case notSealed(position: Int64, sealed: Int64)
    /// A partition is not in the state, or an archive is not what it must be; why, a clause.
    case archive(partition: Int, why: String)
    /// Something does not exist.
    case notThere(String)
}

extension SealError: DatabaseFailure, CustomStringConvertible {
    public init(_ error: DatabaseError) { self = .store(EventStoreError(error)) }

    public var description: String {
        switch self {
        case .store(let error): "\(error)"
        case .proof(let error): "\(error)"
        case .file(let error): "\(error)"
        case .noKey(let origin, let folder):
            "There is no signing key\(origin.map { " for \($0)" } ?? "") in \(folder): "
                + "annals key create NAME makes one."
        case .openKey(let path):
            "\(path) can be read by others than its owner: chmod 600, and think of a new key."
        case .keyExists(let origin, let path):
            "There is a key for \(origin) in \(path); annals key rotate makes another."
        case .otherOrigin(let log, let key):
            "This log is signed as \(log), and the key is that of \(key); --reopen changes the name."
        case .fork(let seen, let now, let place) where now < seen:
            """
            A checkpoint of \(seen) entries was seen (\(place)), and the log has only \(now): it was \
            restored from an older backup, or its end is gone. Nothing was signed or written. Restore \
            the newer state; or, when that is lost, go on under a new name: annals key create NAME, \
            then annals checkpoint --origin NAME --reopen --reason WHY.
            """
        case .fork(let seen, _, let place):
            """
            The log is not the one whose checkpoint of \(seen) entries was seen (\(place)): what was \
            recorded by then was altered. Nothing was signed or written; annals verify tells more.
            """
        case .notSealed(let position, let sealed):
            "Position \(position) is not signed yet, only the first \(sealed): annals checkpoint."
        case .archive(let number, let why): "Partition \(number) is left as it is: \(why)."
        case .notThere(let what): "\(what)."
        }
    }
}

extension EventStore {
    /// Runs a body of the store's calls; what they throw is ``SealError/store(_:)``.
    func sealing<Value>(
        _ body: (EventStore) async throws(EventStoreError) -> Value
    ) async throws(SealError) -> Value {
        do throws(EventStoreError) { return try await body(self) } catch { throw .store(error) }
    }
}

extension Checkpoint {
    /// Reads origin, size and root, from a column on.
    init(_ row: Row, from column: Int = 0) throws(DatabaseError) {
        guard let root = NodeHash(try row.decode(column + 2, as: [UInt8].self)) else {
            throw DatabaseError(message: "A checkpoint's root hash does not have 32 bytes.")
        }
        self.init(
            origin: try row.decode(column), size: try row.decode(column + 1), root: root)
    }
}

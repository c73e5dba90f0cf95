import EventStorage
import Proofs

/// The newest checkpoint that was seen outside the database: the log must continue it.
///
/// A database that was restored from an older backup gives positions a second time, under the same
/// name: who holds the newer checkpoint holds the proof of a fork. So nothing is signed or written
/// before this was looked at.
public struct SeenCheckpoint: Sendable {
    let folder: KeyFolder
    let origin: String

    public init(folder: KeyFolder, origin: String) {
        self.folder = folder
        self.origin = origin
    }

    /// - Parameter key: The key that would sign; its own signature counts even if its file of known
    ///   keys is lost.
    /// - Throws: ``SealError/fork(seen:now:where:)`` where the log does not continue it,
    ///   ``SealError/otherOrigin(log:key:)`` where the log was signed under another name.
    public func check(
        against store: EventStore, key: SigningKey? = nil
    ) async throws(SealError) {
        if let key, let newest = try await LogCheckpoints(store).newest(),
            newest.checkpoint.origin != key.name
        {
            throw .otherOrigin(log: newest.checkpoint.origin, key: key.name)
        }
        guard let note = try folder.note(.seen, of: origin) else { return }
        let keys = try folder.knownKeys(of: origin) + (key.map { [$0.verifier] } ?? [])
        let seen: Checkpoint
        do throws(ProofError) { seen = try note.checkpoint(signedBy: keys) } catch {
            throw .proof(error)
        }
        let place = folder.path(.seen, of: origin)
        let tiles = LogTiles(store)
        let now = try await tiles.length()
        guard seen.size <= now else { throw .fork(seen: seen.size, now: now, where: place) }
        // The tree may be behind the head.
        try await tiles.integrate(atLeast: seen.size)
        guard try await tiles.root(of: seen.size) == seen.root else {
            throw .fork(seen: seen.size, now: now, where: place)
        }
    }
}

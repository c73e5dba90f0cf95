/// The content hash of a read model, as of a position of the log.
///
/// Equal inputs give equal digests: the same events up to ``position`` and the same version of the
/// projection, whatever the batches, workers, time zones and locales were.
public struct ReadModelDigest: Equatable, Sendable {
    public let projection: String
    /// The version of the projection that computed the rows.
    public let version: Int64
    /// The last position that counts. It is not hashed: events that change nothing here leave the
    /// digest as it is.
    public let position: Int64
    /// How many versions of rows were hashed, those that ended included.
    public let rows: Int64
    /// SHA-256 in 64 hexadecimal digits, lower case.
    public let digest: String
}

import Postgres

/// What is written about a source in the transaction of the last events that a document gave.
public struct SourceSettlement: Equatable, Sendable {
    public var checkpoints: [SourceCheckpoint]
    public var listings: [SourceListing]

    public init(checkpoints: [SourceCheckpoint] = [], listings: [SourceListing] = []) {
        self.checkpoints = checkpoints
        self.listings = listings
    }

    func write(on connection: isolated Connection) throws(DatabaseError) {
        for checkpoint in checkpoints { try connection.execute(checkpoint.replacing) }
        for listing in listings { try connection.execute(listing.replacing) }
    }
}

import EventStorage
import Filings

/// A pure function from events to keyed rows.
///
/// It sees every event once, in order, and no clock, no database and no other projection: the same
/// events give the same rows, whatever the batches were. A row belongs to one stream: its key names
/// the stream or what only this stream speaks of, so that streams can be computed side by side. A
/// new one is a file with a type that conforms, a line in ``ProjectionCatalog`` and a test.
package protocol Projection: Sendable {
    associatedtype Row: ProjectedRow

    /// The table's name in the schema `annals_read`: lower case, digits and underscores.
    var name: String { get }
    /// Raised whenever what the function computes changes: the table is then computed again.
    var version: Int64 { get }
    /// The types of events that it needs; `nil`: all. Others it is never given, and one of them
    /// that cannot be read does not stop it.
    var types: Set<String>? { get }
    /// The rows that an event touches, each once.
    func keys(of recorded: RecordedEvent) -> [String]
    /// Changes one row; `nil` before the first event of its key, and to end the row.
    ///
    /// - Throws: When the event cannot be what it says: the projection stops there, see ``Stop``.
    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent)
        throws(RefusedByProjection)
}

extension Projection {
    func needs(_ type: String) -> Bool { types?.contains(type) ?? true }
}

/// Why a projection cannot take an event: one sentence without its final dot.
package struct RefusedByProjection: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

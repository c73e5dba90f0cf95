import EventStorage
import Filings
import Postgres

/// A ``StreamFold`` of any projection.
protocol StreamFolding: AnyObject {
    var name: String { get }
    /// Versions that no event can change any more, and that wait to be written.
    var waiting: Int { get }
    func needs(_ type: String) -> Bool
    func apply(_ recorded: RecordedEvent) throws(RefusedByProjection)
    func endStream()
    func write(on connection: isolated Connection) throws(DatabaseError)
    /// What the last ``write(on:)`` sent, after it failed.
    var suspects: any UnstorableSuspects { get }
}

extension Projection {
    func streamFold(in place: TablePlace) -> any StreamFolding { StreamFold(self, in: place) }
}

/// Folds whole streams, one after the other, into the versions of their rows.
///
/// The fold of a rebuild: unlike ``ProjectionFold`` it knows of no table before it and begins every
/// stream with nothing, since rows belong to one stream. So it holds the open rows of one stream
/// only, and versions that ended go to the table at the next ``write(on:)``.
final class StreamFold<Source: Projection>: StreamFolding {
    private typealias Version = ProjectionFold<Source>.Version

    private let projection: Source
    private let table: ProjectionTable<Source>
    /// The rows of the current stream that hold; `nil` where one ended without another.
    private var open: [Version?] = []
    /// Where the row of a key stands in ``open``.
    private var places: [String: Int] = [:]
    private var ended: [Version] = []

    init(_ projection: Source, in place: TablePlace) {
        self.projection = projection
        table = ProjectionTable(projection, in: place)
    }

    var name: String { projection.name }
    var waiting: Int { ended.count }
    func needs(_ type: String) -> Bool { projection.needs(type) }

    /// - Throws: What the projection throws; the fold is then as before the event.
    func apply(_ recorded: RecordedEvent) throws(RefusedByProjection) {
        let keys = projection.keys(of: recorded)
        if keys.count == 1 {
            let change = try change(of: keys[0], by: recorded)
            if let change { take(change, of: keys[0], at: recorded.position) }
            return
        }
        var changes: [(key: String, change: Change)] = []
        for key in keys {
            if let change = try change(of: key, by: recorded) { changes.append((key, change)) }
        }
        for (key, change) in changes { take(change, of: key, at: recorded.position) }
    }

    private struct Change {
        let place: Int?
        let row: Source.Row?
    }

    private func change(
        of key: String, by recorded: RecordedEvent
    ) throws(RefusedByProjection) -> Change? {
        let place = places[key]
        let before = place.flatMap { open[$0]?.row }
        var row = before
        try projection.evolve(&row, key: key, by: recorded)
        return row == before ? nil : Change(place: place, row: row)
    }

    private func take(_ change: Change, of key: String, at position: Int64) {
        let version = change.row.map { Version(key: key, row: $0, from: position, to: nil) }
        guard let place = change.place else {
            places[key] = open.count
            open.append(version)
            return
        }
        if var before = open[place] {
            before.to = position
            ended.append(before)
        }
        open[place] = version
    }

    /// What still holds holds for good: no later event speaks of it.
    func endStream() {
        for case let version? in open { ended.append(version) }
        open.removeAll(keepingCapacity: open.count < Self.keptRows)
        places.removeAll(keepingCapacity: places.count < Self.keptRows)
    }

    /// Clearing a dictionary costs its capacity: one long stream must not slow all others down.
    private static var keptRows: Int { 64 }

    func write(on connection: isolated Connection) throws(DatabaseError) {
        try table.write(ended[...], on: connection)
        ended.removeAll(keepingCapacity: true)
    }

    var suspects: any UnstorableSuspects { UnstorableRows(table: table, versions: ended) }
}

extension ProjectionTable {
    /// Adds versions by COPY.
    func write(
        _ versions: ArraySlice<ProjectionFold<Source>.Version>, on connection: isolated Connection
    ) throws(DatabaseError) {
        if versions.isEmpty { return }
        do {
            try connection.copyIn(copyCommand, columns: copyColumns) { rows in
                for version in versions { try version.write(to: &rows) }
            }
        } catch let error as DatabaseError {
            throw error
        } catch {
            throw DatabaseError(kind: .misuse, message: "\(error)")
        }
    }
}

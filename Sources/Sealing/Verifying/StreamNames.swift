import EventStorage
import Postgres

/// The names of all streams by their numbers, in one piece of memory: 30 bytes a stream or so.
struct StreamNames: Sendable {
    private var bytes: [UInt8] = []
    /// Where each name begins; the last one is the end.
    private var starts: [Int] = [0]

    /// - Throws: ``SealError/store(_:)``
    static func read(_ store: EventStore) async throws(SealError) -> StreamNames {
        do {
            return try await store.pool.perform(throwing: SealError.self) {
                connection throws(SealError) in
                var names = StreamNames()
                do {
                    try connection.copyOut(
                        """
                        COPY (SELECT stream_id, name FROM annals.streams ORDER BY stream_id)
                        TO STDOUT (FORMAT binary)
                        """
                    ) { row in
                        guard let id = row.nextInteger(Int64.self), let name = row.nextField()
                        else {
                            return
                        }
                        names.add(name, id: id)
                    }
                } catch {
                    throw SealError(error as? DatabaseError ?? .init(message: "\(error)"))
                }
                return names
            }
        }
    }

    var count: Int { starts.count - 1 }

    /// A number that is left out has no name, as one beyond the last.
    private mutating func add(_ name: UnsafeRawBufferPointer, id: Int64) {
        guard id > 0, id < 1 << 40 else { return }
        while Int64(count) < id - 1 { starts.append(bytes.count) }
        if Int64(count) >= id { return }
        bytes.append(contentsOf: name)
        starts.append(bytes.count)
    }

    func isName(_ name: UnsafeRawBufferPointer, of id: Int64) -> Bool {
        guard id > 0, id <= Int64(count) else { return false }
        let place = starts[Int(id) - 1]..<starts[Int(id)]
        guard place.count == name.count, !place.isEmpty else { return false }
        return bytes.withUnsafeBytes {
            UnsafeRawBufferPointer(rebasing: $0[place]).holdsSame(as: name)
        }
    }
}

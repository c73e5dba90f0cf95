import EventStorage
import Filings

/// The events that projections pass over, as the log says.
public struct Skips: Sendable {
    private let positions: [String: Set<Int64>]

    init(_ positions: [String: Set<Int64>] = [:]) { self.positions = positions }

    /// Reads the decisions about these projections.
    init(
        of projections: [String], in store: EventStore
    ) async throws(EventStoreError) {
        var positions: [String: Set<Int64>] = [:]
        for projection in projections {
            for event in try await store.events(in: Self.stream(of: projection)) {
                guard case .projectionSkipped(let skipped) = event.event,
                    skipped.projection == projection
                else { continue }
                positions[projection, default: []].insert(skipped.position)
            }
        }
        self.positions = positions
    }

    func contains(_ position: Int64, of projection: String) -> Bool {
        positions[projection]?.contains(position) ?? false
    }

    /// A stream's name has no underscores.
    static func stream(of projection: String) -> StreamName {
        StreamName(stored: "projection-" + projection.split(separator: "_").joined(separator: "-"))
    }

    static func id(of projection: String, at position: Int64) -> String {
        "skip:\(projection)/\(position)"
    }
}

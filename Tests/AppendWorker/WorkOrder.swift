import EventStorage
import Filings
import Glibc
import Postgres

/// What one worker is told to append.
struct WorkOrder: Sendable {
    let url: String
    let number: Int
    let first: Int
    let count: Int
    let isExact: Bool
    let streams: [StreamName]

    init?(_ arguments: [String]) {
        guard arguments.count >= 6, let number = Int(arguments[1]), let first = Int(arguments[2]),
            let count = Int(arguments[3]), ["any", "exact"].contains(arguments[4])
        else { return nil }
        url = arguments[0]
        self.number = number
        self.first = first
        self.count = count
        isExact = arguments[4] == "exact"
        streams = arguments[5...].compactMap { StreamName($0) }
    }

    func run() async throws {
        let pooled = getenv("ANNALS_POOLED_URL").map { String(cString: $0) }
        let ledger = getenv("ANNALS_LEDGER").flatMap { LedgerName(String(cString: $0)) } ?? .usual
        let pool = Pool(
            pooled ?? url, size: 2, direct: pooled == nil ? nil : url,
            options: .init(names: ledger.names), backoff: .failover)
        let store = EventStore(pool)
        for request in first..<first + count {
            let events = try await append(request, to: store)
            let places = events.map { "\($0.position):\($0.version):\($0.wasKnown)" }
            Self.tell("\(request) \(places.joined(separator: " "))\n", to: 1)
        }
        await pool.close()
    }

    private func append(
        _ number: Int, to store: EventStore
    ) async throws(EventStoreError) -> [AppendedEvent] {
        while true {
            do {
                return try await store.append(try await request(number, for: store))
            } catch .wrongExpectedVersion {
                continue
            }
        }
    }

    private func request(
        _ number: Int, for store: EventStore
    ) async throws(EventStoreError) -> AppendRequest {
        var parts: [AppendRequest.Part] = []
        for stream in streams {
            var expected = ExpectedVersion.any
            if isExact {
                let version = try await store.version(of: stream)
                expected = version == 0 ? .noStream : .exactly(version)
            }
            let events = (1...(isExact ? 1 : 2)).map { event(request: number, place: $0) }
            parts.append(.init(events, to: stream, expecting: expected))
        }
        return AppendRequest(parts, by: "worker-\(self.number)")
    }

    private func event(request: Int, place: Int) -> NewEvent {
        NewEvent(
            id: "worker-\(number)/\(request)/\(place)", source: "test:worker",
            event: .unknown(type: "test.counted", data: ["number": .integer(Int64(request))]))
    }

    /// Writes at once, past every buffer: what is told was acknowledged before the next append.
    static func tell(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written <= 0 { return }
            rest = rest.dropFirst(written)
        }
    }
}

import Filings

/// Entries as they came, in one buffer: filled on the connection's thread, decoded on another.
struct EntryBatch: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private static let fullBytes = 1 << 20

    init() {
        bytes.reserveCapacity(Self.fullBytes + 65_536)
        ends.reserveCapacity(2_048)
    }

    var isEmpty: Bool { ends.isEmpty }
    var isFull: Bool { bytes.count >= Self.fullBytes }

    mutating func append(_ entry: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: entry)
        ends.append(bytes.count)
    }

    func decoded() -> Result<[RecordedEvent], EventStoreError> {
        bytes.withUnsafeBytes { buffer -> Result<[RecordedEvent], EventStoreError> in
            var events: [RecordedEvent] = []
            events.reserveCapacity(ends.count)
            var start = 0
            for end in ends {
                let entry = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
                do throws(EventStoreError) {
                    events.append(try RecordedEvent(entry: entry))
                } catch {
                    return .failure(error)
                }
                start = end
            }
            return .success(events)
        }
    }
}

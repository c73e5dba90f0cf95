import Compression
import EventStorage
import Filings

/// The rows of a list as they are read: which keys, and which contents, each once.
///
/// Sixty-four bits stand for a key and for a content: of a row that vanished from a quarter of
/// 320,000, the chance to be overlooked is 2 in 10^14. Keys that the list had before are in its
/// stored form and not kept again.
struct ListedRows {
    private(set) var keyHashes: Set<UInt64> = []
    private(set) var rowHashes: Set<UInt64> = []
    /// Keys of rows that the list did not have before, a line each.
    private var newKeys = GzipWriter()
    private var newKeyHashes: Set<UInt64> = []
    /// Contents of the list's last reading, and how many of them were met again.
    private let before: Set<UInt64>
    private var metBefore = 0
    private var scratch: [UInt8] = []

    /// How many distinct keys.
    var count: Int64 { Int64(keyHashes.count) }

    init(before: Set<UInt64> = []) { self.before = before }

    enum Meeting {
        /// As in the list's last reading: known without a look at the log.
        case unchanged
        case new
        /// The same row again.
        case repeated
        /// The same key with another content.
        case contradiction
    }

    mutating func meet(_ event: NewEvent, _ filing: FilingListed) -> Meeting {
        var key = ContentHash()
        key.add(event.id)
        scratch.removeAll(keepingCapacity: true)
        filing.writeCanonical(into: &scratch)
        var row = key
        scratch.withUnsafeBufferPointer { row.add($0) }
        guard keyHashes.insert(key.value).inserted else {
            return rowHashes.contains(row.value) ? .repeated : .contradiction
        }
        rowHashes.insert(row.value)
        if before.contains(row.value) {
            metBefore += 1
            return .unchanged
        }
        add(key: event.id.utf8, hash: key.value)
        return .new
    }

    private mutating func add(key: some Sequence<UInt8>, hash: UInt64) {
        guard newKeyHashes.insert(hash).inserted else { return }
        newKeys.write(key)
        newKeys.write(CollectionOfOne(UInt8(ascii: "\n")))
    }

    /// Takes the rows of another document of the same list.
    mutating func formUnion(_ other: ListedRows) {
        keyHashes.formUnion(other.keyHashes)
        rowHashes.formUnion(other.rowHashes)
        for key in Self.lines(of: other.newKeys.finish()) {
            var hash = ContentHash()
            hash.add(key)
            add(key: key, hash: hash.value)
        }
        metBefore = rowHashes.count { before.contains($0) }
    }

    func contains(key id: String) -> Bool {
        var key = ContentHash()
        key.add(id)
        return keyHashes.contains(key.value)
    }

    /// Whether the list is row for row what it was.
    func isSame(as stored: SourceListing?) -> Bool {
        stored != nil && newKeyHashes.isEmpty && metBefore == before.count
            && Int64(rowHashes.count) == stored?.rows
    }

    /// The keys of a stored reading that this one lacks; none when they cannot be read.
    func keys(missingOf stored: SourceListing) -> [String] {
        Self.lines(of: stored.keys).compactMap { line in
            var key = ContentHash()
            key.add(line)
            return keyHashes.contains(key.value) ? nil : String(decoding: line, as: UTF8.self)
        }
    }

    /// What is kept of the list for the next reading.
    func stored(
        as listing: SourceReading.Listing, after old: SourceListing?, readAt: Instant,
        gone: [String]
    ) -> SourceListing {
        let keys = newKeys
        for line in Self.lines(of: old?.keys ?? []) {
            var key = ContentHash()
            key.add(line)
            guard keyHashes.contains(key.value), !newKeyHashes.contains(key.value) else { continue }
            keys.write(line)
            keys.write(CollectionOfOne(UInt8(ascii: "\n")))
        }
        return SourceListing(
            name: listing.name, readAt: readAt, days: listing.days, rows: Int64(rowHashes.count),
            hashes: rowHashes.sorted().withUnsafeBytes { Array($0) }, keys: keys.finish(),
            gone: gone)
    }

    private static func lines(of packed: [UInt8]) -> [ArraySlice<UInt8>] {
        guard !packed.isEmpty, let bytes = try? Gzip.expand(packed) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n"))
    }
}

extension SourceListing {
    /// The contents of its rows.
    var rowHashes: Set<UInt64> {
        hashes.withUnsafeBytes { bytes in
            var set: Set<UInt64> = []
            set.reserveCapacity(bytes.count / 8)
            for offset in stride(from: 0, to: bytes.count - 7, by: 8) {
                set.insert(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
            return set
        }
    }
}

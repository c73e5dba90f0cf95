import CanonicalJSON
import Filings
import Postgres

/// The values of a read model's columns; ``ColumnReader`` reads them. Texts have no U+0000: see
/// ``RecordedEvent/init(storable:)``.
extension CopyWriter {
    package mutating func put(text: String?) {
        guard let text else { return null() }
        write(utf8: text)
    }

    package mutating func put(texts: [String]) { write(value: texts) }

    package mutating func put(integer: Int64?) {
        if let integer { write(integer) } else { null() }
    }

    package mutating func put(flag: Bool) { write(flag) }

    package mutating func put(day: CivilDay?) {
        if let day { write(DayNumber(day.daysSinceEpoch)) } else { null() }
    }

    package mutating func put(instant: Instant?) {
        if let instant {
            write(timestampMicroseconds: instant.microsecondsSinceEpoch)
        } else {
            null()
        }
    }

    /// Canonical JSON, kept as text: what was written is what is read.
    package mutating func put(json: JSONValue?) {
        guard let json else { return null() }
        // A filing's record at once, and not by doubling.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1_024)
        json.writeCanonical(into: &bytes)
        write(bytes: bytes)
    }
}

import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// Reads the columns of a row from left to right.
package struct ColumnReader {
    private let row: Row
    private var column: Int

    package init(_ row: Row, from column: Int) {
        self.row = row
        self.column = column
    }

    private mutating func next<Value: SQLDecodable>() throws(EventStoreError) -> Value {
        defer { column += 1 }
        do throws(DatabaseError) {
            return try row.decode(column)
        } catch {
            throw EventStoreError(error)
        }
    }

    package mutating func text() throws(EventStoreError) -> String { try next() }
    package mutating func optionalText() throws(EventStoreError) -> String? { try next() }
    package mutating func texts() throws(EventStoreError) -> [String] { try next() }
    package mutating func integer() throws(EventStoreError) -> Int64 { try next() }
    package mutating func optionalInteger() throws(EventStoreError) -> Int64? { try next() }
    package mutating func flag() throws(EventStoreError) -> Bool { try next() }

    package mutating func day() throws(EventStoreError) -> CivilDay? {
        let number: DayNumber? = try next()
        return number.map { CivilDay(daysSinceEpoch: Int($0.rawValue)) }
    }

    package mutating func instant() throws(EventStoreError) -> Instant? {
        let time: TimestampMicroseconds? = try next()
        return time.map { Instant(microsecondsSinceEpoch: $0.rawValue) }
    }

    package mutating func optionalJSON() throws(EventStoreError) -> JSONValue? {
        let isNull = row.withBytes(column) { $0 == nil }
        if isNull { column += 1 }
        return isNull ? nil : try json()
    }

    package mutating func json() throws(EventStoreError) -> JSONValue {
        defer { column += 1 }
        return try row.withBytes(column) { bytes throws(EventStoreError) in
            do throws(JSONError) {
                return try JSONValue(
                    canonical: bytes ?? UnsafeRawBufferPointer(start: nil, count: 0))
            } catch {
                throw .unreadable(position: nil, reason: "\(error)")
            }
        }
    }
}

import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// A value of a read model's column.
enum ColumnValue: Equatable, Sendable {
    case text(String?)
    case texts([String])
    case integer(Int64?)
    case flag(Bool)
    case day(CivilDay?)
    case instant(Instant?)
    /// Canonical JSON, kept as text: what was written is what is read.
    case json(JSONValue)

    /// PostgreSQL's text has no U+0000; a read model shows the symbol for it, the entry keeps it.
    private static func storable(_ text: String) -> String {
        guard text.utf8.contains(0) else { return text }
        return String(text.map { $0 == "\0" ? "\u{2400}" : $0 })
    }

    func write(to row: inout CopyWriter) {
        switch self {
        case .text(let text?): row.write(utf8: Self.storable(text))
        case .texts(let texts): row.write(value: texts.map(Self.storable))
        case .integer(let number?): row.write(number)
        case .flag(let flag): row.write(flag)
        case .day(let day?): row.write(DayNumber(day.daysSinceEpoch))
        case .instant(let instant?):
            row.write(timestampMicroseconds: instant.microsecondsSinceEpoch)
        case .json(let json): row.write(bytes: json.canonicalBytes)
        case .text(nil), .integer(nil), .day(nil), .instant(nil): row.null()
        }
    }
}

/// Reads the columns of a row from left to right.
struct ColumnReader {
    private let row: Row
    private var column: Int

    init(_ row: Row, from column: Int) {
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

    mutating func text() throws(EventStoreError) -> String { try next() }
    mutating func optionalText() throws(EventStoreError) -> String? { try next() }
    mutating func texts() throws(EventStoreError) -> [String] { try next() }
    mutating func integer() throws(EventStoreError) -> Int64 { try next() }
    mutating func flag() throws(EventStoreError) -> Bool { try next() }

    mutating func day() throws(EventStoreError) -> CivilDay? {
        let number: DayNumber? = try next()
        return number.map { CivilDay(daysSinceEpoch: Int($0.rawValue)) }
    }

    mutating func instant() throws(EventStoreError) -> Instant? {
        let time: TimestampMicroseconds? = try next()
        return time.map { Instant(microsecondsSinceEpoch: $0.rawValue) }
    }

    mutating func json() throws(EventStoreError) -> JSONValue {
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

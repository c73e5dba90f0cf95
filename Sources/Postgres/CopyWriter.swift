/// Writes the rows of a COPY in: ``beginRow()``, then one write per column, in their order.
///
/// Rows are built in one buffer and sent when it is full; nothing is allocated for a field.
public struct CopyWriter: ~Copyable {
    private var base: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count = 0
    private let columns: Int16
    private var missingFields: Int16 = 0
    private var isTooLarge = false
    /// How many rows were begun.
    public private(set) var rowCount = 0
    private let session: Session

    static let flushBytes = 128 * 1024
    /// PostgreSQL's own limit.
    private static let largestField = 1 << 30

    init(session: Session, columns: Int) {
        self.session = session
        self.columns = Int16(clamping: columns)
        capacity = Self.flushBytes + 16 * 1024
        base = .allocate(byteCount: capacity, alignment: 16)
        // Source: PostgreSQL 15 documentation, COPY, "Binary Format".
        let header: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]
        put(header)
        put(Int32(0))
        put(Int32(0))
    }

    deinit { base.deallocate() }

    // MARK: Rows

    /// Starts a row; sends the rows before it when they fill the buffer.
    ///
    /// - Throws: ``DatabaseError`` when the row before has too few or too many fields, when the
    ///   connection is lost, the task cancelled, or the server has refused an earlier row.
    public mutating func beginRow() throws(DatabaseError) {
        try checkFields()
        if count >= Self.flushBytes { try flush() }
        put(columns)
        missingFields = columns
        rowCount += 1
    }

    private func checkFields() throws(DatabaseError) {
        if isTooLarge { throw .misuse("Row \(rowCount) has a field over 1 GB.") }
        if missingFields != 0 {
            let written = Int(columns) - Int(missingFields)
            throw .misuse("Row \(rowCount) has \(written) fields, not \(columns).")
        }
    }

    /// Writes the trailer and sends what is left.
    mutating func finish() throws(DatabaseError) {
        try checkFields()
        put(Int16(-1))
        try flush()
    }

    private mutating func flush() throws(DatabaseError) {
        try session.putCopyData(UnsafeRawBufferPointer(start: base, count: count))
        count = 0
    }

    // MARK: Fields

    public mutating func null() { putLength(-1) }

    public mutating func write(_ value: Int16) { putInteger(value) }
    public mutating func write(_ value: Int32) { putInteger(value) }
    public mutating func write(_ value: Int64) { putInteger(value) }
    public mutating func write(_ value: Double) { putInteger(value.bitPattern) }
    public mutating func write(_ value: Bool) { putInteger(UInt8(value ? 1 : 0)) }

    public mutating func write(bytes: UnsafeRawBufferPointer) {
        if bytes.count > Self.largestField {
            isTooLarge = true
            return
        }
        putLength(Int32(truncatingIfNeeded: bytes.count))
        put(bytes)
    }

    public mutating func write(bytes: [UInt8]) {
        bytes.withUnsafeBytes { write(bytes: $0) }
    }

    /// Writes one field from several pieces, in their order, without joining them first.
    public mutating func write(joining pieces: [UInt8]...) {
        putLength(pieces.reduce(0) { $0 + Int32($1.count) })
        for piece in pieces { put(piece) }
    }

    public mutating func write(utf8 text: String) {
        let utf8 = text.utf8
        let isWritten: Void? = utf8.withContiguousStorageIfAvailable { buffer in
            write(bytes: UnsafeRawBufferPointer(buffer))
        }
        if isWritten == nil { write(bytes: Array(utf8)) }
    }

    public mutating func write(timestampMicroseconds: Int64) {
        putInteger(TimestampMicroseconds.binary(timestampMicroseconds))
    }

    public mutating func write(_ day: DayNumber) { putInteger(day.binary) }

    public mutating func write(_ uuid: UUIDBytes) {
        putLength(16)
        put(uuid.high)
        put(uuid.low)
    }

    /// Any other parameter's type, by way of a temporary array; `nil` is NULL.
    public mutating func write<Value: SQLEncodable>(value: Value) {
        if value.isSQLNull { return null() }
        var bytes: [UInt8] = []
        value.appendSQL(to: &bytes)
        write(bytes: bytes)
    }

    // MARK: The buffer

    @inline(__always)
    private mutating func putInteger<Integer: FixedWidthInteger>(_ value: Integer) {
        putLength(Int32(MemoryLayout<Integer>.size))
        put(value)
    }

    @inline(__always)
    private mutating func putLength(_ length: Int32) {
        missingFields &-= 1
        put(length)
    }

    @inline(__always)
    private mutating func put<Integer: FixedWidthInteger>(_ value: Integer) {
        reserve(MemoryLayout<Integer>.size)
        base.storeBytes(of: value.bigEndian, toByteOffset: count, as: Integer.self)
        count += MemoryLayout<Integer>.size
    }

    private mutating func put(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { put($0) }
    }

    private mutating func put(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        (base + count).copyMemory(from: start, byteCount: bytes.count)
        count += bytes.count
    }

    @inline(__always)
    private mutating func reserve(_ extra: Int) {
        if count + extra > capacity { grow(to: count + extra) }
    }

    private mutating func grow(to needed: Int) {
        let larger = UnsafeMutableRawPointer.allocate(
            byteCount: max(needed, 2 * capacity), alignment: 16)
        larger.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = larger
        capacity = max(needed, 2 * capacity)
    }
}

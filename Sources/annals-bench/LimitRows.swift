import Postgres

/// Rows of the log in COPY's binary form, in one buffer: what the limit loads, made beforehand.
struct LimitRows: Sendable {
    static let columns = 7
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    var count: Int { ends.count }

    mutating func append(_ row: inout CopyRow) {
        for _ in 0..<Self.columns {
            let field = row.nextField() ?? UnsafeRawBufferPointer(start: nil, count: 0)
            withUnsafeBytes(of: Int32(field.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: field)
        }
        ends.append(bytes.count)
    }

    /// Sends all rows through a COPY.
    func write(to writer: inout CopyWriter) throws(DatabaseError) {
        let failure = bytes.withUnsafeBytes { bytes -> DatabaseError? in
            var offset = 0
            do throws(DatabaseError) {
                for _ in ends {
                    try writer.beginRow()
                    for _ in 0..<Self.columns {
                        let length = Int(Self.length(in: bytes, at: offset))
                        let field = offset + 4..<offset + 4 + length
                        writer.write(bytes: UnsafeRawBufferPointer(rebasing: bytes[field]))
                        offset = field.upperBound
                    }
                }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// The fields of one row.
    func fields(_ index: Int) -> [[UInt8]] {
        bytes.withUnsafeBytes { bytes in
            var offset = index == 0 ? 0 : ends[index - 1]
            return (0..<Self.columns).map { _ in
                let length = Int(Self.length(in: bytes, at: offset))
                let field = offset + 4..<offset + 4 + length
                offset = field.upperBound
                return Array(bytes[field])
            }
        }
    }

    private static func length(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Int32 {
        Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
    }
}

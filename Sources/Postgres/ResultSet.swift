import CLibpq

/// The rows of one answer, kept as libpq received them and freed with the last row.
///
/// Unchecked: libpq never changes a finished result, and its readers take no locks.
final class ResultSet: @unchecked Sendable {
    let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }
    deinit { PQclear(result) }

    var rows: [Row] {
        let count = PQntuples(result)
        var rows: [Row] = []
        rows.reserveCapacity(Int(count))
        for index in 0..<count { rows.append(Row(set: self, index: index)) }
        return rows
    }

    /// How many rows the statement inserted, changed, deleted or returned.
    var affectedRows: Int {
        guard let text = PQcmdTuples(result) else { return 0 }
        return Int(String(cString: text)) ?? 0
    }
}

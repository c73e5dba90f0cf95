import CanonicalJSON

/// The columns of a submissions file: lists of equal length, one of each per kind of value.
struct SubmissionsTable {
    let rowCount: Int
    private let columns: JSONObject

    /// - Throws: ``SourceError/ragged(document:lengths:)`` when the lists differ in length,
    ///   unknown columns included; ``SourceError/malformed(document:reason:)`` when a column that
    ///   every row needs is missing.
    init(_ columns: JSONObject, document: String) throws(SourceError) {
        for name in ["accessionNumber", "filingDate", "form"]
        where columns[name]?.arrayValue == nil {
            throw .malformed(document: document, reason: "no column \(name)")
        }
        rowCount = columns["accessionNumber"]?.arrayValue?.count ?? 0
        self.columns = columns
        var others: [String] = []
        for (name, count) in Self.lengths(of: columns) where count != rowCount {
            others.append("\(name) \(count)")
        }
        if !others.isEmpty {
            let list = (["accessionNumber \(rowCount)"] + others).joined(separator: ", ")
            throw .ragged(document: document, lengths: list)
        }
    }

    private static func lengths(of columns: JSONObject) -> [(name: String, count: Int)] {
        columns.members.compactMap { column in
            column.value.arrayValue.map { (column.name, $0.count) }
        }
    }

    /// A column's values; `nil` when the file has no such column.
    func column(_ name: String) -> [JSONValue]? { columns[name]?.arrayValue }
}

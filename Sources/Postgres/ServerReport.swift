import CLibpq

/// The fields of an error or a notice.
struct ServerReport {
    let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }

    // The field codes are characters in libpq's header.
    // Source: PostgreSQL 15 documentation, 55.8, "Error and Notice Message Fields".
    private func field(_ code: Unicode.Scalar) -> String? {
        PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
    }

    var sqlState: SQLState? { field("C").map { SQLState($0) } }
    var message: String? { field("M") }
    var detail: String? { field("D") }
    var hint: String? { field("H") }
    /// Whether the server ended the session with it.
    var isFatal: Bool {
        let severity = field("V") ?? ""
        return severity == "FATAL" || severity == "PANIC"
    }
}

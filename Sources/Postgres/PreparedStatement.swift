/// A statement that the server has parsed for this connection.
struct PreparedStatement {
    let name: String
    let types: [SQLType]

    /// How many a connection keeps; statements beyond run unnamed.
    static let limit = 500

    /// Whether the parameters have the types it was parsed with.
    func fits(_ sql: SQL) -> Bool {
        guard types.count == sql.parameters.count else { return false }
        for (type, parameter) in zip(types, sql.parameters) where type != parameter.type {
            return false
        }
        return true
    }
}

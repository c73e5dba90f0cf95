import Postgres

/// Reads the rows of one result on two cores.
package enum TwoCores {
    /// - Parameters:
    ///   - few: Below this many a second core is not worth waking.
    ///   - body: Reads one row.
    /// - Returns: A value for each row, in their order.
    package static func read<Value: Sendable>(
        _ rows: [Row], few: Int = 512,
        _ body: @escaping @Sendable (Row) throws(EventStoreError) -> Value
    ) async throws(EventStoreError) -> [Value] {
        if rows.count < few { return try read(rows[...], body).get() }
        let middle = rows.count / 2
        async let rest = read(rows[middle...], body)
        var values = try read(rows[..<middle], body).get()
        values.append(contentsOf: try await rest.get())
        return values
    }

    private static func read<Value>(
        _ rows: ArraySlice<Row>, _ body: (Row) throws(EventStoreError) -> Value
    ) -> Result<[Value], EventStoreError> {
        do throws(EventStoreError) {
            var values: [Value] = []
            values.reserveCapacity(rows.count)
            for row in rows { values.append(try body(row)) }
            return .success(values)
        } catch {
            return .failure(error)
        }
    }
}

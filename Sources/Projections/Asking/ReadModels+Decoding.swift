import EventStorage
import Postgres

extension ReadModels {
    /// Reads rows in their order; many of them on two cores.
    static func read<Value: Sendable>(
        _ rows: [Row], _ body: @escaping @Sendable (Row) throws(EventStoreError) -> Value
    ) async throws(EventStoreError) -> [Value] {
        if rows.count < fewRows { return try read(rows[...], body).get() }
        let middle = rows.count / 2
        async let rest = read(rows[middle...], body)
        var values = try read(rows[..<middle], body).get()
        values.append(contentsOf: try await rest.get())
        return values
    }

    /// Below this, a second core is not worth waking.
    private static var fewRows: Int { 512 }

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

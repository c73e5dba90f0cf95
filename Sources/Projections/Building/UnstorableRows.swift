import Postgres

/// ``UnstorableRows`` of any projection.
protocol UnstorableSuspects: Sendable {
    var projection: String { get }
    func first(
        on connection: isolated Connection
    ) throws(DatabaseError) -> (position: Int64, error: DatabaseError)?
}

/// Versions of which PostgreSQL does not take one, as it said of all of them.
struct UnstorableRows<Source: Projection>: UnstorableSuspects {
    let table: ProjectionTable<Source>
    let versions: [ProjectionFold<Source>.Version]

    var projection: String { table.projection.name }

    /// The event whose version is not taken, found by halving; nothing stays written.
    func first(
        on connection: isolated Connection
    ) throws(DatabaseError) -> (position: Int64, error: DatabaseError)? {
        var suspects = versions[...]
        while suspects.count > 1 {
            let half = suspects.prefix(suspects.count / 2)
            let isThere = try failure(of: half, on: connection) != nil
            suspects = isThere ? half : suspects.dropFirst(half.count)
        }
        guard let version = suspects.first, let error = try failure(of: suspects, on: connection)
        else { return nil }
        return (version.from, error)
    }

    private struct Tried: Error {}

    private func failure(
        of versions: ArraySlice<ProjectionFold<Source>.Version>,
        on connection: isolated Connection
    ) throws(DatabaseError) -> DatabaseError? {
        do {
            try connection.transaction { connection in
                try table.write(versions, on: connection)
                throw Tried()
            }
            return nil
        } catch let error as DatabaseError {
            if error.isAboutValues { return error }
            throw error
        } catch {
            return nil
        }
    }
}

extension DatabaseError {
    /// Whether the server refused a value, and would refuse it again.
    ///
    /// Source: PostgreSQL 15 documentation, appendix A: classes 22 (data exception), 23 (integrity
    /// constraint violation) and 54 (program limit exceeded).
    var isAboutValues: Bool {
        guard kind == .server, let errorClass = sqlState?.errorClass else { return false }
        return ["22", "23", "54"].contains(errorClass)
    }
}

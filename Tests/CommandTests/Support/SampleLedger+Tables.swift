import Postgres
import TestSupport

extension SampleLedger {
    /// Runs statements on the tables behind the commands' backs.
    func script(_ text: String) async throws {
        let connection = try await Connection(url)
        do {
            try await connection.script(text)
            await connection.close()
        } catch {
            await connection.close()
            throw error
        }
    }

    /// As if the projector of a read model had died.
    func killReader(of projection: String) async throws {
        try await script(
            """
            INSERT INTO annals_read.projectors VALUES ('gone', 'db9', 4711,
                now() - interval '1 hour', now() - interval '5 min', now() - interval '4 min', true);
            UPDATE annals_read.leases SET projector = 'gone' WHERE projection = '\(projection)';
            """)
    }

    /// As if a read model had met an event that it cannot take.
    func fail(_ projection: String, at position: Int64) async throws {
        try await script(
            """
            INSERT INTO annals_read.stops VALUES ('\(projection)', 'failed', now(), NULL,
                'no such day', \(position), 'claim.asserted', 'refused');
            """)
    }
}

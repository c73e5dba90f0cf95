import EventStorage
import Postgres

extension Ledger {
    /// How long a question waits for a standby to have what was written before it.
    public static let patienceWithStandby = Duration.seconds(5)

    /// Waits until the servers that are asked have what the primary had just now: who has recorded
    /// something finds it in what is asked next.
    ///
    /// A primary that is away holds nothing up; that the answer may be without its last events is then
    /// said beside it.
    public func catchUpWithPrimary() async {
        let primary = Pool(
            address.direct, size: 1, options: .init(connectTimeout: .seconds(2)),
            backoff: Backoff(attempts: 0))
        do throws(EventStoreError) {
            let written = try await EventStore(primary).writtenPosition()
            if try await !store.hasReplayed(written, within: Self.patienceWithStandby) {
                remark("the standby is behind the primary; the newest events may be missing")
            }
        } catch {
            remark("the primary cannot be reached; its newest events may be missing")
        }
        await primary.close()
    }
}

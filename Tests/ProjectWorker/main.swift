// A process that runs projections, for tests of several projectors at once and of projectors that
// are killed:
//
//     ProjectWorker URL run|follow BATCH LEASE
//     ProjectWorker URL rebuild WORKERS
//
// Runs the catalog and `StreamCounts` in batches of BATCH events under leases of LEASE
// milliseconds, to the head or until it is ended; or rebuilds them with so many WORKERS. A line on
// stdout says that it has begun, and others that it goes on.
import Glibc

guard let order = WorkOrder(CommandLine.arguments.dropFirst()) else {
    tell("usage: ProjectWorker URL run|follow BATCH LEASE | URL rebuild WORKERS\n", to: 2)
    exit(64)
}
do {
    try await order.run()
} catch {
    tell("\(error)\n", to: 2)
    exit(1)
}

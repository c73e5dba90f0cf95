// A process that appends, for tests of many processes at once and of processes that are killed:
//
//     AppendWorker URL NUMBER FIRST COUNT MODE STREAM …
//
// Appends COUNT requests from number FIRST on, each with two events for every stream (mode `any`)
// or one (mode `exact`, which reads the versions, expects exactly them, and reads again when it
// was not the first). A request's ids follow from NUMBER and its own number, so that a worker
// started again repeats what the last one did. Every acknowledged request is a line on stdout:
// its number, then `position:version:known` of each event.
import EventStorage
import Filings
import Glibc
import Postgres

let given = CommandLine.arguments.dropFirst()
guard let order = WorkOrder(Array(given)) else {
    WorkOrder.tell("usage: AppendWorker URL NUMBER FIRST COUNT any|exact STREAM …\n", to: 2)
    exit(64)
}
do {
    try await order.run()
} catch {
    WorkOrder.tell("\(error)\n", to: 2)
    exit(1)
}

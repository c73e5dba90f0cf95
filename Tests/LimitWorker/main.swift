// A process that takes slots of a shared limit, for tests of many processes at once:
//
//     LimitWorker FOLDER FAMILY RATE COUNT
//
// Prints when each slot begins, a line each, and waits for none of them.
import Fetching

let given = CommandLine.arguments.dropFirst()
guard given.count == 4, let rate = Double(given[3]), let count = Int(given[4]) else {
    print("usage: LimitWorker FOLDER FAMILY RATE COUNT")
    throw RateLimitError.cancelled
}
let limiter = RateLimiter(folder: RateFolder(path: given[1]))
for _ in 0..<count {
    print(try await limiter.reserve(given[2], perSecond: rate))
}

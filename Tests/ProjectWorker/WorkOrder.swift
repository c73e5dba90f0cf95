import EventStorage
import Glibc
import Postgres
import Projections

/// What a worker is told to do.
struct WorkOrder {
    private enum Task {
        case run(batch: Int, lease: Duration)
        case follow(batch: Int, lease: Duration)
        case rebuild(workers: Int)
    }

    private let url: String
    private let task: Task

    init?(_ arguments: some Collection<String>) {
        let words = Array(arguments)
        let numbers = words.dropFirst(2).compactMap { Int($0) }
        switch (words.dropFirst().first, words.count, numbers.count) {
        case ("run", 4, 2): task = .run(batch: numbers[0], lease: .milliseconds(numbers[1]))
        case ("follow", 4, 2): task = .follow(batch: numbers[0], lease: .milliseconds(numbers[1]))
        case ("rebuild", 3, 1): task = .rebuild(workers: numbers[0])
        default: return nil
        }
        url = words[0]
    }

    func run() async throws {
        let pool = Pool(url, size: 4)
        let store = EventStore(pool)
        tell("begun\n", to: 1)
        switch task {
        case .run(let batch, let lease):
            try await Projector(store, projections: Self.projections, batch: batch, lease: lease)
                .run { position, _ in tell("\(position)\n", to: 1) }
        case .follow(let batch, let lease):
            await Projector(store, projections: Self.projections, batch: batch, lease: lease)
                .follow(listeningAt: url) { news in tell("\(news)\n", to: 1) }
        case .rebuild(let workers):
            let report = try await Rebuilder(
                store, projections: Self.projections, workers: workers
            ).run { progress in tell("\(progress.phase) \(progress.done)\n", to: 1) }
            tell("\(report)\n", to: 1)
        }
        await pool.close()
    }

    /// The catalog, and one that tells of every event applied twice.
    private static let projections: [any Projection] = ProjectionCatalog.all + [StreamCounts()]
}

/// Writes at once, past every buffer: what is told was so before whatever comes next.
func tell(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if written <= 0 { return }
        rest = rest.dropFirst(written)
    }
}

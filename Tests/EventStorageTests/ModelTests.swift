import Filings
import TestSupport
import Testing

@testable import EventStorage

/// Random sequences of requests against the model.
struct ModelTests {
    private typealias Answer = Result<[ModelLog.Place], EventStoreError>

    /// A request, a group of requests or a bulk append, done to both.
    private func step(
        _ model: inout ModelLog, _ requests: inout RandomRequests, on log: ScratchLog
    ) async throws {
        switch requests.number(1...10) {
        case 1:
            let parts = requests.bulkParts(for: model)
            let expected = model.bulkAppend(parts, by: "bulk")
            let report = try await log.store.bulkAppend(parts, by: "bulk")
            if parts.isEmpty { return }
            #expect(report.appended == expected.appended)
            #expect(report.known == expected.known)
            #expect(report.head == expected.head)
            #expect(sorted(report.conflicts) == sorted(expected.conflicts))
        case 2...4:
            let group = (0..<requests.number(2...6)).map { _ in requests.request(for: model) }
            let expected = group.map { model.append($0) }
            let prepared = try group.map { try PreparedRequest($0) }
            let answers = await LogWriter(pool: log.pool, acknowledged: Acknowledged()).write(
                prepared)
            #expect(answers.map(places) == expected)
        default:
            let request = requests.request(for: model)
            let expected = model.append(request)
            let answer: Appender.Answer
            do {
                answer = .success(try await log.store.append(request))
            } catch {
                answer = .failure(error)
            }
            #expect(places(answer) == expected)
        }
    }

    private func places(_ answer: Appender.Answer) -> Answer {
        answer.map { events in
            events.map {
                .init(position: $0.position, version: $0.version, wasKnown: $0.wasKnown)
            }
        }
    }

    private func sorted(_ conflicts: [BulkReport.Conflict]) -> [String] {
        conflicts.map { "\($0.stream) \($0.id) \($0.position)" }.sorted()
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64], [nil, 40] as [Int64?])
    func `random requests do to the log what they do to the model`(
        seed: UInt64, partitions: Int64?
    ) async throws {
        try await withLog(bulkChunkEvents: Int(seed), partitions: partitions) { log in
            var model = ModelLog()
            var requests = RandomRequests(seed: seed)
            for _ in 1...80 { try await step(&model, &requests, on: log) }
            let events = try await log.events()
            #expect(events.map(\.stream) == model.entries.map(\.stream))
            #expect(events.map(\.version) == model.entries.map(\.version))
            #expect(events.map(\.id) == model.entries.map(\.event.id))
            #expect(events.map(\.recordedBy) == model.entries.map(\.actor))
            #expect(events.map(\.event.type) == model.entries.map(\.event.event.type))
            for (event, entry) in zip(events, model.entries) {
                var data = event.event.data
                let tags = data["tags"]?.arrayValue?.compactMap(\.stringValue) ?? []
                data["tags"] = nil
                #expect(tags == entry.event.tags)
                #expect(data == entry.event.event.data)
            }
            for stream in Set(model.entries.map(\.stream)) {
                let own = try await log.store.events(in: stream)
                #expect(own == events.filter { $0.stream == stream })
            }
        }
    }
}

import Answering
import CanonicalJSON
import EventStorage
import Filings
import HTTPTypes
import Hummingbird
import Projections

/// Whether the service is well, and what it does.
extension ResourceCatalog {
    static let watching: [Resource] = [
        Resource(
            "/healthz", for: .none, "Whether the process answers.", mediaType: "text/plain",
            .response { _ in plain(.ok, "well\n") }),
        Resource(
            "/readyz", for: .none,
            "Whether it can answer questions: the database is there, and its schema and read models.",
            mediaType: "text/plain", .response(ready)),
        Resource(
            "/metrics", for: .none, "For Prometheus.",
            mediaType: "text/plain; version=0.0.4; charset=utf-8", .response(metrics)),
        Resource(
            "/status", "How the read models stand.", mediaType: "application/json",
            .response(status)),
        Resource(
            "/openapi.json", for: .none, "This document.", mediaType: "application/json",
            .response { json(OpenAPIDocument.json(of: $0.service.ledger.address.ledger)) }),
    ]

    private static func plain(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private static func json(_ object: JSONObject) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(
                byteBuffer: ByteBuffer(string: JSONValue.object(object).canonicalText + "\n")))
    }

    private static func ready(_ asked: Asked) async throws -> Response {
        do {
            let standing = try await asked.ledger.models.standing(of: ReadModels.Table.allCases)
            if let missing = standing.missing.first {
                return plain(
                    .serviceUnavailable, "the read model \(missing.rawValue) is not there yet\n")
            }
            return plain(.ok, "ready\n")
        } catch {
            return plain(.serviceUnavailable, (Failure(known: error)?.message ?? "\(error)") + "\n")
        }
    }

    private static func metrics(_ asked: Asked) async throws -> Response {
        let service = asked.service
        var text: String
        do {
            text = try await ServiceMetrics(service).text()
        } catch {
            text = StatusReading.metricsWithoutDatabase(writtenAt: .now)
        }
        var own = MetricsText()
        service.traffic.add(to: &own)
        let (hits, misses) = service.cache.counts
        own.add(
            "annals_http_answers_total", "Questions by whether their answer was kept.",
            kind: "counter",
            [
                .init(Int64(hits), ("from", "cache")), .init(Int64(misses), ("from", "database")),
            ])
        text += own.text
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; version=0.0.4; charset=utf-8",
                .cacheControl: "no-store",
            ], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private static func status(_ asked: Asked) async throws -> Response {
        let reading = try await StatusReading.read(from: asked.ledger.store)
        let models = reading.projections.map { status -> JSONValue in
            [
                "projection": .string(status.projection),
                "position": .integer(status.position ?? 0),
                "behind": .integer(status.eventsBehind), "isWell": .bool(status.isWell),
            ]
        }
        return json([
            "head": .integer(reading.head.position), "isWell": .bool(reading.isWell),
            "projections": .array(models),
            "projectors": .integer(Int64(reading.projectors.count { $0.lives })),
            "streams": .integer(Int64(asked.service.hub.waiters)),
        ])
    }
}

import HTTPTypes
import Hummingbird

/// Finds the resource of a request.
struct Dispatcher: Sendable {
    /// By how many segments the path has.
    private let resources: [Int: [(segments: [Substring], resource: Resource)]]

    init(_ all: [Resource]) {
        resources = Dictionary(grouping: all.map { ($0.segments, $0) }) { $0.0.count }
            .mapValues { $0.map { (segments: $0.0, resource: $0.1) } }
    }

    /// - Returns: The resource, with the parts of the path that it takes from the address, decoded.
    /// - Throws: ``Problem``: 400 for a path that is no text, 404, or 405 with the methods that are
    ///   there.
    func resource(
        for request: Request
    ) throws(Problem) -> (resource: Resource, path: [String: String]) {
        let path = request.uri.path
        // An empty segment in the middle is no name; one at the end is forgiven nobody.
        let raw = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        var parts: [String] = []
        for segment in raw where path != "/" {
            guard let part = PercentText.decode(segment), !part.utf8.contains(0) else {
                throw Problem(.badRequest, "The path is no UTF-8 in percent-encoding.")
            }
            parts.append(part)
        }
        // A tile's number is spread over as many segments as it needs.
        if parts.first == "tile", parts.count > 2 {
            parts = ["tile", parts[1], parts[2...].joined(separator: "/")]
        }
        let fitting = (resources[parts.count] ?? []).filter { Self.fits(parts, $0.segments) }
        let method: HTTPRequest.Method = request.method == .head ? .get : request.method
        if let found = fitting.first(where: { $0.resource.method == method }) {
            let names = zip(found.segments, parts).filter { $0.0.hasPrefix("{") }
            return (
                found.resource,
                Dictionary(
                    names.map { (String($0.0.dropFirst().dropLast()), $0.1) },
                    uniquingKeysWith: { _, last in last })
            )
        }
        guard !fitting.isEmpty else {
            throw Problem(
                .notFound,
                parts.first == "ledgers"
                    ? "There is no such ledger, or it was made after this service began. /ledgers "
                        + "lists them."
                    : "There is nothing at this address. /openapi.json lists what there is.")
        }
        var methods = fitting.map(\.resource.method.rawValue)
        if methods.contains("GET") { methods.append("HEAD") }
        var problem = Problem(
            .methodNotAllowed, "This address takes \(methods.joined(separator: ", ")).")
        problem.headers[.allow] = methods.joined(separator: ", ")
        throw problem
    }

    private static func fits(_ parts: [String], _ segments: [Substring]) -> Bool {
        zip(parts, segments).allSatisfy { part, segment in
            segment.hasPrefix("{") ? !part.isEmpty : part == segment
        }
    }
}

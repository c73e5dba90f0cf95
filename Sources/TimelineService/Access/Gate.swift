import Answering
import Digests
import HTTPTypes
import Hummingbird

/// Lets requests in: who is it, may they, and not too often.
final class Gate: Sendable {
    private let tokens: AccessTokens
    private let settings: ServiceSettings
    private let known = KnownTokens()
    private let limiter: RequestLimiter

    init(tokens: AccessTokens, settings: ServiceSettings) {
        self.tokens = tokens
        self.settings = settings
        limiter = RequestLimiter(
            perSecond: settings.requestsPerSecond, atOnce: settings.requestsAtOnce)
    }

    /// - Throws: ``Problem``: 401 without a good token, 403 when it does not permit the resource or
    ///   the company, 429 when it comes too often.
    func caller(
        of request: Request, at address: String, for resource: Resource, path: [String: String]
    ) async throws -> Caller {
        if resource.permission == .none { return .anyone }
        let caller = try await caller(of: request, at: address)
        try limiter.take(caller.name(at: address))
        guard caller.permits(resource.permission) else {
            throw refusal(of: caller, for: resource.permission)
        }
        if case .bearer(let token) = caller { try check(token, path: path) }
        return caller
    }

    private func caller(of request: Request, at address: String) async throws -> Caller {
        guard let secret = try Self.secret(in: request.headers) else {
            if settings.readsAreOpen { return .anyone }
            throw Self.unauthorized("This service wants a token: Authorization: Bearer TOKEN.")
        }
        // Guessing costs as much as asking.
        guard let token = try await known.token(of: secret, in: tokens) else {
            try limiter.take("address " + address)
            throw Self.unauthorized("The token is unknown, expired or revoked.")
        }
        return .bearer(token)
    }

    /// A bearer token, or what a browser asks a person for: any name, and the token as password.
    private static func secret(in headers: HTTPFields) throws(Problem) -> String? {
        guard let value = headers[.authorization] else { return nil }
        let words = value.split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { throw unauthorized("The Authorization header has no token.") }
        switch words[0].lowercased() {
        case "bearer": return words[1].trimmingBlanks
        case "basic":
            guard let bytes = Base64.bytes(of: words[1].trimmingBlanks),
                let text = String(validating: bytes, as: UTF8.self),
                let colon = text.firstIndex(of: ":")
            else { throw unauthorized("The Authorization header cannot be read.") }
            return String(text[text.index(after: colon)...])
        default: throw unauthorized("Authorization is Bearer TOKEN.")
        }
    }

    private static func unauthorized(_ detail: String) -> Problem {
        var problem = Problem(.unauthorized, detail)
        problem.headers[.wwwAuthenticate] = "Bearer realm=\"annals\", Basic realm=\"annals\""
        return problem
    }

    private func refusal(of caller: Caller, for permission: Permission) -> Problem {
        guard case .bearer(let token) = caller else {
            return Self.unauthorized("Writing wants the token of a recorder.")
        }
        let wanted = permission == .write ? "a recorder" : "an auditor"
        return Problem(
            .forbidden, "This wants \(wanted)'s token; \(token.name) is a \(token.role).")
    }

    private func check(_ token: AccessToken, path: [String: String]) throws(Problem) {
        guard !token.companies.isEmpty else { return }
        guard let company = path["company"], token.companies.contains(company) else {
            throw Problem(
                .forbidden,
                "\(token.name) is limited to \(token.companies.joined(separator: ", ")), "
                    + "each by its key.")
        }
    }
}

import Answering
import HTTPTypes
import Hummingbird
import Rendering

/// A request that found its resource.
struct Asked: Sendable {
    let service: Service
    /// What answers it: the primary for what is written, for questions perhaps a standby.
    let ledger: Ledger
    let resource: Resource
    let request: Request
    /// Parts of the path, decoded.
    let path: [String: String]
    let query: Query
    let caller: Caller
    let format: OutputFormat
    /// The question as it is kept and as cursors know it: path and what the answer depends on.
    let question: String
    /// Names the request in log lines.
    let id: String

    func part(_ name: String) -> String { path[name] ?? "" }

    var company: String { part("company") }

    /// A claim as its company has it.
    var claim: String { "\(part("company"))/\(part("claim"))" }

    func header(_ name: HTTPField.Name) -> String? { request.headers[name] }

    /// Who writes: the token's name.
    var actor: String {
        if case .bearer(let token) = caller { return token.name }
        return "anyone"
    }
}

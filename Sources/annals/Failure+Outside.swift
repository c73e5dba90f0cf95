import Answering
import Fetching
import Hosting
import Ingestion

extension Failure {
    init(_ error: FetcherError) {
        switch error {
        case .userAgentMissing, .userAgentUnusable, .secretMissing:
            self.init("\(error).", .usage)
        case .limit, .store: self.init("\(error).", .failed)
        case .cancelled: self.init("\(error).", .busy)
        }
    }

    init(_ error: HostingError) {
        switch error {
        case .busy, .stillStarting: self.init("\(error)", .busy)
        case .wrongOwner, .folderUnusable, .accountShutOut: self.init("\(error)", .notAllowed)
        default: self.init("\(error)", .unavailable)
        }
    }
}

/// ``Answering/reportingFailures(_:)`` with what only a command does: it starts a server and fetches.
func reportingAllFailures<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
        return try await reportingFailures(body)
    } catch let error as HostingError {
        throw Failure(error)
    } catch let error as FetcherError {
        throw Failure(error)
    }
}

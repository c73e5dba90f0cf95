import CanonicalJSON
import Filings
import Testing

@testable import Ingestion

/// Reads claim files out of texts.
enum ClaimText {
    static func read(_ text: String, name: String = "claims.yaml") throws(ClaimFileErrors)
        -> [StreamEvents]
    {
        try ClaimFile.read(Array(text.utf8), name: name)
    }

    /// The claims of a file, in its order.
    static func claims(_ text: String, name: String = "claims.yaml") throws -> [Claim] {
        try read(text, name: name).flatMap(\.events).compactMap { event in
            if case .claimAsserted(let claim) = event.event { claim } else { nil }
        }
    }

    /// What is wrong with a file, as a person reads it.
    static func complaints(_ text: String, name: String = "claims.yaml") -> [String] {
        do {
            _ = try read(text, name: name)
            return []
        } catch {
            return error.errors.map(\.description)
        }
    }
}

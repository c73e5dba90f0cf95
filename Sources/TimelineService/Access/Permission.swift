import Answering

/// What a resource asks of whoever wants it.
enum Permission: Sendable {
    /// Nothing: whether the service is well.
    case none
    /// Questions.
    case read
    /// Entries, tiles and proofs.
    case audit
    /// Claims, versions of claims, events.
    case write
}

extension AccessToken.Role {
    func permits(_ permission: Permission) -> Bool {
        switch permission {
        case .none, .read: true
        case .audit: self == .auditor
        case .write: self == .recorder
        }
    }
}

import Answering

/// Who asks.
enum Caller: Sendable {
    /// Nobody said; reading is open here.
    case anyone
    case bearer(AccessToken)

    /// What requests are counted under.
    func name(at address: String) -> String {
        switch self {
        case .anyone: "address " + address
        case .bearer(let token): "token " + token.id
        }
    }

    func permits(_ permission: Permission) -> Bool {
        switch self {
        case .anyone: permission != .write
        case .bearer(let token): token.role.permits(permission)
        }
    }
}

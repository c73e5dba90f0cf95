/// A key that goes into a request's head and nowhere else: whatever prints or inspects this value
/// sees no part of it.
public struct FetchSecret: Equatable, Sendable {
    /// The user name of HTTP Basic authentication; the password is empty.
    let user: String

    public init(basicUser key: String) { user = key }
}

extension FetchSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "a secret" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

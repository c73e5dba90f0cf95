import CanonicalJSON

/// What one type of event carries: the `data` member of its entry, both ways.
public protocol EventData: Equatable, Sendable {
    /// The stored name, lower case, `noun.verb` in the past tense. Never changed.
    static var type: String { get }
    /// Reads what ``data`` wrote, and older forms of it. Unknown members are ignored.
    init(data: JSONObject) throws(EventDataError)
    var data: JSONObject { get }
}

/// An event's data do not fit its type.
public enum EventDataError: Error, Equatable {
    /// A member that every event of the type has is missing or has another JSON type.
    case missing(type: String, field: String)
    /// A member is there and cannot be read.
    case malformed(type: String, field: String, value: String)
}

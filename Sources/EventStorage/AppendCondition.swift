import CanonicalJSON

/// A guard on the whole log: the append is refused when an event after ``after`` has one of the
/// types and all of the tags. Checked under the head's lock, so nothing slips in between.
///
/// Source: "Dynamic Consistency Boundary", dcb.events, append condition.
public struct AppendCondition: Equatable, Sendable {
    /// None: any type.
    public var types: [String]
    /// None: any tags. Without types and tags the condition is never met.
    public var tags: [String]
    /// The last position that the caller has seen.
    public var after: Int64

    public init(types: [String] = [], tags: [String] = [], after: Int64) {
        self.types = types
        self.tags = tags
        self.after = after
    }

    var json: JSONValue {
        [
            "types": .array(types.map { .string($0) }), "tags": .array(tags.map { .string($0) }),
            "after": .integer(after),
        ]
    }
}

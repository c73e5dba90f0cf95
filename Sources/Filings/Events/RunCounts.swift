import CanonicalJSON

/// What became of what a run read. `read` is the sum of appended, known, detailed, corrected and
/// conflicts.
public struct RunCounts: Equatable, Sendable {
    public var documents: Int64 = 0
    /// Findings: events that the documents give rise to, without refusals.
    public var read: Int64 = 0
    /// New facts: filings, names, identifiers.
    public var appended: Int64 = 0
    /// Recorded before with the same content, or said twice.
    public var known: Int64 = 0
    /// Known filings of which a source said more than the ones before.
    public var detailed: Int64 = 0
    public var corrected: Int64 = 0
    /// No longer listed; not part of `read`.
    public var delisted: Int64 = 0
    public var relisted: Int64 = 0
    /// Under a known key, with a content that is no correction; nothing was recorded.
    public var conflicts: Int64 = 0
    public var refused: Int64 = 0

    public init() {}

    public init(_ json: JSONObject) {
        for (name, field) in Self.fields {
            self[keyPath: field] = json[name]?.integerValue ?? 0
        }
    }

    /// Zeros are not written.
    public var json: JSONObject {
        var json = JSONObject()
        for (name, field) in Self.fields where self[keyPath: field] != 0 {
            json[name] = .integer(self[keyPath: field])
        }
        return json
    }

    public static func += (left: inout RunCounts, right: RunCounts) {
        for (_, field) in fields { left[keyPath: field] += right[keyPath: field] }
    }

    /// In the order in which to show them.
    public static var fields: [(String, WritableKeyPath<RunCounts, Int64>)] {
        [
            ("documents", \.documents), ("read", \.read), ("appended", \.appended),
            ("known", \.known), ("detailed", \.detailed), ("corrected", \.corrected),
            ("delisted", \.delisted), ("relisted", \.relisted), ("conflicts", \.conflicts),
            ("refused", \.refused),
        ]
    }
}

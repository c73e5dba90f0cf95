import CanonicalJSON
import Filings

/// One event in the JSON form of CloudEvents, checked.
///
/// Source: CloudEvents 1.0.2, "JSON Event Format", section 3.
struct CloudEvent {
    let stream: StreamName
    let event: NewEvent
    /// Attributes that an entry has no place for.
    let dropped: [String]

    /// The event cannot be taken; a clause.
    struct Misfit: Error {
        let reason: String
    }

    private static let taken: Set = [
        "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data",
        "data_base64",
    ]
    /// Where and when another log recorded it; this log gives its own.
    private static let ofRecording: Set = [
        "sequence", "streamversion", "recordedtime", "recordedby",
    ]

    init(_ value: JSONValue) throws(Misfit) {
        guard let members = value.objectValue else { throw Misfit(reason: "no JSON object") }
        func text(_ name: String) throws(Misfit) -> String {
            guard let text = members[name]?.stringValue, !text.isEmpty else {
                throw Misfit(reason: "\(name) is missing or no text")
            }
            return text
        }
        let version = try text("specversion")
        guard version == "1.0" else {
            throw Misfit(reason: "specversion \"\(version)\" is not 1.0")
        }
        let subject = try text("subject")
        guard let stream = StreamName(subject) else {
            throw Misfit(reason: "subject \"\(subject)\" cannot name a stream")
        }
        self.stream = stream
        var data = try Self.data(of: members)
        let tags = try Self.tags(takenFrom: &data)
        event = NewEvent(
            id: try text("id"), source: try text("source"),
            publishedAt: try Self.time(members["time"]),
            event: try Self.event(type: try text("type"), data: data), tags: tags)
        dropped = members.map(\.name).filter { name in
            !Self.taken.contains(name) && !Self.ofRecording.contains(name)
        }
    }

    private static func time(_ value: JSONValue?) throws(Misfit) -> Instant? {
        guard let value, !value.isNull else { return nil }
        guard let time = value.stringValue.flatMap({ Instant($0) }) else {
            throw Misfit(reason: "time \(value.canonicalText) is no instant in whole microseconds")
        }
        return time
    }

    private static func data(of members: JSONObject) throws(Misfit) -> JSONObject {
        guard members["data_base64"] == nil else {
            throw Misfit(reason: "data_base64: an entry holds JSON data only")
        }
        if let type = members["datacontenttype"], !type.isNull {
            let media = (type.stringValue ?? "").prefix { $0 != ";" }.lowercased().trimmed
            guard media.hasSuffix("/json") || media.hasSuffix("+json") else {
                throw Misfit(
                    reason: "datacontenttype \(type.canonicalText): an entry holds JSON data only")
            }
        }
        switch members["data"] {
        case nil, .null: return [:]
        case .object(let data): return data
        default: throw Misfit(reason: "data is no JSON object")
        }
    }

    private static func tags(takenFrom data: inout JSONObject) throws(Misfit) -> [String] {
        guard let value = data["tags"] else { return [] }
        let tags = value.arrayValue?.compactMap(\.stringValue) ?? []
        guard !tags.isEmpty, tags.count == value.arrayValue?.count else {
            throw Misfit(reason: "data.tags is no list of texts")
        }
        data["tags"] = nil
        return tags
    }

    /// A member that the type does not know would be lost, so it is a reason to refuse.
    private static func event(type: String, data: JSONObject) throws(Misfit) -> FilingEvent {
        let event: FilingEvent
        do throws(EventDataError) {
            event = try FilingEvent(type: type, data: data)
        } catch {
            switch error {
            case .missing(let type, let field):
                throw Misfit(reason: "\(type): data.\(field) is missing")
            case .malformed(let type, let field, let value):
                throw Misfit(reason: "\(type): data.\(field) \(value) does not fit")
            }
        }
        var lost: [String] = []
        lose(.object(data), keeping: .object(event.data), at: "data", into: &lost)
        guard lost.isEmpty else {
            throw Misfit(reason: "\(type) has no " + lost.joined(separator: ", "))
        }
        return event
    }

    private static func lose(
        _ given: JSONValue, keeping kept: JSONValue?, at path: String, into lost: inout [String]
    ) {
        switch (given, kept) {
        case (.null, _): break
        case (.object(let given), .object(let kept)):
            for member in given {
                lose(
                    member.value, keeping: kept[member.name], at: path + "." + member.name,
                    into: &lost)
            }
        case (.array(let given), .array(let kept)) where given.count == kept.count:
            for (index, value) in given.enumerated() {
                lose(value, keeping: kept[index], at: "\(path)[\(index)]", into: &lost)
            }
        case (.array(let given), nil) where given.isEmpty: break
        case (.object(let given), nil) where given.isEmpty: break
        case (_, nil), (_, .some(.null)), (.array, _), (.object, _): lost.append(path)
        default: break
        }
    }
}

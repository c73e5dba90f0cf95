import CanonicalJSON
import Filings

/// Changes to one claim, written as a person writes a claim file.
///
/// The changed claim is read by the rules of ``ClaimFile``: words are those of the vocabulary, a date
/// may be a wording, which is read beside the day of its source's publication.
public struct ClaimEdit: Equatable, Sendable {
    /// One value: where it goes, and its text; `nil` removes what is there.
    struct Step: Equatable, Sendable {
        let path: ClaimPath
        let text: String?
    }

    private(set) var steps: [Step] = []

    public init() {}

    public var isEmpty: Bool { steps.isEmpty }

    /// Sets a field: a text, or JSON where it begins with `{`, `[` or `"`.
    ///
    /// - Parameter field: `title`, `source.quote`, `quantities[0].unit`.
    public mutating func set(_ field: String, to text: String) throws(ClaimEditError) {
        steps.append(Step(path: try ClaimPath(field), text: text))
    }

    /// Removes a field.
    public mutating func unset(_ field: String) throws(ClaimEditError) {
        steps.append(Step(path: try ClaimPath(field), text: nil))
    }

    /// The claim with the changes.
    ///
    /// - Throws: ``ClaimEditError`` when a field is not there or a value does not fit; all values
    ///   that do not fit are named at once.
    public func applied(to claim: Claim) throws(ClaimEditError) -> Claim {
        var object = JSONValue.object(claim.data)
        for step in steps {
            let value = try step.text.map { text throws(ClaimEditError) in
                try Self.value(of: text, for: step.path)
            }
            try step.path.put(value, into: &object)
        }
        guard var data = object.objectValue else { return claim }
        // A file says so where a source gives no date.
        data["date"] = data["date"] ?? "unknown"
        rereadWording(of: claim, in: &data)
        followState(in: &data)
        return try Self.read(data)
    }

    private func touches(_ names: String...) -> Bool {
        steps.contains { $0.path.text == names.joined(separator: ".") }
    }

    /// "In June" is read beside the day on which its source was published.
    private func rereadWording(of claim: Claim, in data: inout JSONObject) {
        guard data["date"]?.stringValue != nil, let published = claim.publishedOn else { return }
        guard var source = data["source"]?.objectValue else { return }
        source["published"] = published.json
        data["source"] = .object(source)
    }

    /// A milestone's phase is that of the claim's new state, where the state tells.
    private func followState(in data: inout JSONObject) {
        guard touches("state"), !touches("milestone", "phase"),
            let state = data["state"]?.stringValue,
            ClaimState(stored: state).milestonePhase != nil,
            var milestone = data["milestone"]?.objectValue
        else { return }
        milestone["phase"] = nil
        data["milestone"] = .object(milestone)
    }

    private static func value(
        of text: String, for path: ClaimPath
    ) throws(ClaimEditError) -> JSONValue {
        guard let first = text.first, "{[\"".contains(first) else { return .string(text) }
        do {
            return try JSONValue(parsing: text)
        } catch {
            throw ClaimEditError("\(path.text): the value is no JSON: \(error)")
        }
    }

    private static func read(_ data: JSONObject) throws(ClaimEditError) -> Claim {
        let bytes = Array(JSONValue.object(data).canonicalText.utf8)
        do throws(ClaimFileErrors) {
            for event in try ClaimFile.read(bytes, name: "claim.json").flatMap(\.events) {
                if case .claimAsserted(let claim) = event.event { return claim }
            }
        } catch {
            throw ClaimEditError(
                error.errors.map(\.wordsWithoutLine).joined(separator: "\n"))
        }
        throw ClaimEditError("nothing is left of the claim")
    }
}

/// An edit that cannot be made; nothing changed. One line for each thing that is wrong.
public struct ClaimEditError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}

import CanonicalJSON

extension JSONObject {
    /// Whether a value of a line's record holds a text that is in lower case.
    ///
    /// Names of fields do not count, nor what recording added.
    func claims(_ text: String) -> Bool {
        let added: Set = ["type", "recordedAt", "recordedBy", "publishedAt"]
        return members.contains { !added.contains($0.name) && $0.value.holds(text) }
    }
}

extension JSONValue {
    fileprivate func holds(_ text: String) -> Bool {
        switch self {
        case .string(let value): value.lowercased().contains(text)
        case .array(let values): values.contains { $0.holds(text) }
        case .object(let object): object.members.contains { $0.value.holds(text) }
        default: false
        }
    }
}

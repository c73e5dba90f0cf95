/// `--fields` names a field that the result does not have.
public struct UnknownField: Error, Equatable, Sendable, CustomStringConvertible {
    public let name: String
    /// What the result has, in its order, with the members of objects.
    public let known: [String]

    public init(name: String, known: [String]) {
        self.name = name
        self.known = known
    }

    public var suggestion: String? { Suggestion.closest(to: name, in: known) }

    /// `no field "titel"; did you mean "title"? Fields: position, title`.
    public var description: String {
        let guess = suggestion.map { "; did you mean \"\($0)\"?" } ?? "."
        return "no field \"\(SafeText.visible(name))\"\(guess) Fields: "
            + known.joined(separator: ", ")
    }
}

/// One thing that is wrong in a claim file: where, in which field, and what to write instead.
public struct ClaimFileError: Error, Equatable, Sendable {
    public let file: String
    /// From 1.
    public let line: Int
    /// The path of the field, `claims[2].amount`; empty when the text itself cannot be read.
    public let field: String
    public let reason: Reason

    public enum Reason: Equatable, Sendable {
        /// The text is not YAML or JSON.
        case syntax(String)
        /// There is no claim, company or source in the file.
        case empty
        /// A field that must be there is not.
        case missing
        /// No field has that name; perhaps another one is meant.
        case unknownField(meant: String?)
        /// A word outside the vocabulary; perhaps another one is meant.
        case unknownWord(String, meant: String?, known: [String])
        /// The value has another shape: `a text`, `a list`, `fields`.
        case wrongShape(expected: String)
        /// The value cannot be read; the reason is a clause.
        case unreadable(String, why: String)
        /// The claim, the company or the name has been written before, on that line.
        case repeated(String, firstLine: Int)
    }
}

extension ClaimFileError: CustomStringConvertible {
    /// `innotron.yaml:12: claims[2].kind: 'contrct' is not known; did you mean 'contract'?`
    public var description: String {
        "\(file):\(line): \(field.isEmpty ? "" : field + ": ")\(reason.sentence)"
    }

    /// Without the file and the line, where there is no file.
    var wordsWithoutLine: String { (field.isEmpty ? "" : field + ": ") + reason.sentence }
}

extension ClaimFileError.Reason {
    fileprivate var sentence: String {
        switch self {
        case .syntax(let why): why
        case .empty: "there is nothing to record in it"
        case .missing: "missing"
        case .unknownField(let meant): "there is no such field" + Self.hint(meant)
        case .unknownWord(let word, let meant?, _): "'\(word)' is not known" + Self.hint(meant)
        case .unknownWord(let word, nil, let known):
            "'\(word)' is not known; write one of \(known.joined(separator: ", "))"
        case .wrongShape(let expected): "\(expected) is expected here"
        case .unreadable(let text, let why): "'\(text)' cannot be read: \(why)"
        case .repeated(let what, let line): "'\(what)' is already on line \(line)"
        }
    }

    private static func hint(_ meant: String?) -> String {
        meant.map { "; did you mean '\($0)'?" } ?? ""
    }
}

import CanonicalJSON
import Filings

/// How one field is written in a file, and what it becomes in an event's data.
struct FieldRule: Sendable {
    /// Returns `nil` and adds to the problems when the node does not fit; also `nil`, without a
    /// problem, when the field says that there is nothing.
    let read: @Sendable (FileNode, String, inout FileProblems) -> JSONValue?

    /// A text that a closure accepts and rewrites, or refuses with a reason.
    static func text(
        _ accept: @escaping @Sendable (String) -> Result<JSONValue, RefusedText>
    ) -> FieldRule {
        FieldRule { node, path, problems in
            guard let text = node.text else {
                problems.add(.wrongShape(expected: "a text"), field: path, line: node.line)
                return nil
            }
            // PostgreSQL's text cannot hold U+0000, and no source means it.
            if text.utf8.contains(0) {
                problems.add(
                    .wrongShape(expected: "a text without U+0000"), field: path, line: node.line)
                return nil
            }
            switch accept(text) {
            case .success(let value): return value
            case .failure(let refused):
                problems.add(refused.reason(text), field: path, line: node.line)
                return nil
            }
        }
    }

    /// Any text that is not empty.
    static let text = text { .success(.string($0)) }

    /// A word of a vocabulary that may grow, written in any capitals.
    static func word<Word: OpenWord>(_: Word.Type) -> FieldRule {
        text { written in
            if let word = Word(written) { return .success(.string(word.text)) }
            let known = Word.known.map(\.text)
            return .failure(.unknown(among: known, hints: known + Word.synonyms.keys.sorted()))
        }
    }

    /// A case of an enumeration, by its stored text in any capitals.
    static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _: Choice.Type
    ) -> FieldRule {
        let known = Choice.allCases.map(\.rawValue)
        return text { written in
            let found = known.first { $0.lowercased() == written.lowercased() }
            guard let found else { return .failure(.unknown(among: known, hints: known)) }
            return .success(.string(found))
        }
    }

    /// A list; one element may stand without a list around it.
    static func list(of rule: FieldRule) -> FieldRule {
        FieldRule { node, path, problems in
            guard case .list(let elements) = node.content else {
                return rule.read(node, path, &problems).map { .array([$0]) }
            }
            var values: [JSONValue] = []
            for (index, element) in elements.enumerated() {
                guard let value = rule.read(element, "\(path)[\(index)]", &problems) else {
                    continue
                }
                values.append(value)
            }
            return .array(values)
        }
    }

    /// An object; a text alone stands for the object with that field only.
    static func object(_ rule: ObjectRule, textAs field: String? = nil) -> FieldRule {
        FieldRule { node, path, problems in
            if let field, node.text != nil {
                return rule.fields[field]?.read(node, path, &problems).map {
                    .object([field: $0])
                }
            }
            return rule.read(node, path, &problems).map { .object($0) }
        }
    }
}

/// Why a text is refused, before its place is known.
enum RefusedText: Error {
    case unreadable(String)
    case unknown(among: [String], hints: [String])

    func reason(_ text: String) -> ClaimFileError.Reason {
        switch self {
        case .unreadable(let why): .unreadable(text, why: why)
        case .unknown(let known, let hints):
            .unknownWord(text, meant: Spelling.nearest(to: text, among: hints), known: known)
        }
    }
}

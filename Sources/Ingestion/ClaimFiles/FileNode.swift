/// A value in a claim file, with the line it begins on: YAML and JSON alike.
struct FileNode {
    enum Content {
        case null
        /// A scalar of any kind, as written: no number and no truth value is made of it.
        case text(String)
        case list([FileNode])
        case fields([Field])
    }

    struct Field {
        let name: String
        /// The line of the name, from 1.
        let line: Int
        let value: FileNode
    }

    let content: Content
    /// From 1.
    let line: Int

    var isNull: Bool {
        if case .null = content { true } else { false }
    }

    /// The text, without blanks around it; `nil` for anything else and for an empty one.
    var text: String? {
        guard case .text(let text) = content else { return nil }
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest.isEmpty ? nil : String(rest)
    }

    var fields: [Field]? {
        if case .fields(let fields) = content { fields } else { nil }
    }

    /// The value of a field; `nil` when there is none or it is null.
    subscript(name: String) -> FileNode? {
        fields?.first { $0.name == name && !$0.value.isNull }?.value
    }

    /// The line of the field on a path like `amount.upper` or `parties[1].key`, as far as it goes.
    func line(of path: String) -> Int {
        var node = self
        for name in path.split(whereSeparator: { ".[]".contains($0) }) {
            if let field = node[String(name)] {
                node = field
            } else if case .list(let elements) = node.content, let index = Int(name),
                elements.indices.contains(index)
            {
                node = elements[index]
            }
        }
        return node.line
    }
}

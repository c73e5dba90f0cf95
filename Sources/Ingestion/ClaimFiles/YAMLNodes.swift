import Yams

/// Reads YAML into nodes with lines.
///
/// Scalars keep their text, whatever YAML would take it for: `no` is no truth value here, and
/// `0000320193` no number. Anchors, aliases and `<<` work; a key that is written twice does not.
struct YAMLNodes {
    /// More nodes than this are taken for aliases of aliases that blow up.
    private static let limit = 1_000_000
    private var count = 0

    /// The documents of a file, empty ones left out.
    static func read(_ text: String) throws(YAMLFailure) -> [FileNode] {
        do {
            let parser = try Parser(yaml: text, encoding: .utf8)
            var documents: [FileNode] = []
            var nodes = YAMLNodes()
            while let root = try parser.nextRoot() {
                let document = try nodes.node(root, line: 1)
                if !document.isNull { documents.append(document) }
            }
            return documents
        } catch let failure as YAMLFailure {
            throw failure
        } catch let error as YamlError {
            throw YAMLFailure(error)
        } catch {
            throw YAMLFailure(line: 1, reason: "\(error)")
        }
    }

    /// - Parameter line: The line of what surrounds it, for a node without a mark.
    private mutating func node(_ node: Node, line: Int) throws(YAMLFailure) -> FileNode {
        let line = node.mark?.line ?? line
        count += 1
        if count > Self.limit { throw YAMLFailure(line: line, reason: "aliases make it too large") }
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain
            let isNull = isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            return FileNode(
                content: isNull ? .null : .text(scalar.string), line: line)
        case .sequence(let sequence):
            var elements: [FileNode] = []
            for element in sequence { elements.append(try self.node(element, line: line)) }
            return FileNode(content: .list(elements), line: line)
        case .mapping(let mapping):
            return FileNode(content: .fields(try fields(of: mapping, line: line)), line: line)
        case .alias:
            throw YAMLFailure(line: line, reason: "an alias stands for nothing")
        }
    }

    private mutating func fields(
        of mapping: Node.Mapping, line: Int
    ) throws(YAMLFailure) -> [FileNode.Field] {
        var fields: [FileNode.Field] = []
        var merged: [FileNode.Field] = []
        for (key, value) in mapping {
            let line = key.mark?.line ?? line
            guard case .scalar(let name) = key else {
                throw YAMLFailure(line: line, reason: "the name of a field is not a text")
            }
            let value = try node(value, line: line)
            if name.string == "<<", name.style == .plain {
                merged += try Self.merged(value)
            } else {
                fields.append(FileNode.Field(name: name.string, line: line, value: value))
            }
        }
        for field in merged where !fields.contains(where: { $0.name == field.name }) {
            fields.append(field)
        }
        return fields
    }

    /// The fields that `<<` brings in: a mapping's or several mappings', the first one first.
    private static func merged(_ value: FileNode) throws(YAMLFailure) -> [FileNode.Field] {
        if case .list(let parts) = value.content {
            var fields: [FileNode.Field] = []
            for part in parts { fields += try merged(part) }
            return fields
        }
        guard let fields = value.fields else {
            throw YAMLFailure(line: value.line, reason: "'<<' needs fields to bring in")
        }
        return fields
    }
}

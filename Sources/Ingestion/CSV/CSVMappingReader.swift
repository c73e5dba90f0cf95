import Filings

/// Reads the fields of a mapping, and says which one does not fit.
struct CSVMappingReader {
    let file: String

    private func failure(_ node: FileNode, _ reason: String) -> CSVMappingError {
        CSVMappingError(file: file, line: node.line, reason: reason)
    }

    func root(_ yaml: String) throws(CSVMappingError) -> FileNode {
        let documents: [FileNode]
        do throws(YAMLFailure) {
            documents = try YAMLNodes.read(yaml)
        } catch {
            throw CSVMappingError(file: file, line: error.line, reason: error.reason)
        }
        guard let root = documents.first, documents.count == 1, root.fields != nil else {
            throw CSVMappingError(file: file, line: 1, reason: "one object of fields is expected")
        }
        return root
    }

    func mapping(_ root: FileNode) throws(CSVMappingError) -> CSVMapping {
        try check(
            root, ["register", "encoding", "delimiter", "stream", "key", "fields", "details"])
        let register = try text(root, "register")
        guard let register else { throw failure(root, "register is missing") }
        var mapping = CSVMapping(
            file: file, register: register,
            stream: try template(root, "stream", "company-{register}-{filer}"),
            key: try template(root, "key", "{register}:{filer}/{accession}/{form}"))
        switch try text(root, "encoding") {
        case nil, "utf-8": break
        case "latin-1": mapping.isLatin1 = true
        case let other?:
            throw failure(root, "encoding '\(other)' is not known; write utf-8 or latin-1")
        }
        if let node = root["delimiter"] { mapping.delimiter = try delimiter(node) }
        try readFields(of: root, into: &mapping)
        try readDetails(of: root, into: &mapping)
        try readColumns(of: root, into: &mapping)
        return mapping
    }

    private func check(_ node: FileNode, _ names: [String]) throws(CSVMappingError) {
        for field in node.fields ?? [] where !names.contains(field.name) {
            throw CSVMappingError(
                file: file, line: field.line,
                reason:
                    "there is no field '\(field.name)'; there are \(names.joined(separator: ", "))")
        }
    }

    private func text(_ node: FileNode, _ name: String) throws(CSVMappingError) -> String? {
        guard let value = node[name] else { return nil }
        guard let text = value.text else { throw failure(value, "\(name): a text is expected") }
        return text
    }

    private func template(
        _ root: FileNode, _ name: String, _ usual: String
    ) throws(CSVMappingError) -> CSVTemplate {
        let text = try text(root, name) ?? usual
        guard let template = CSVTemplate(text) else {
            throw failure(
                root[name] ?? root, "\(name): '\(text)' has a brace without its other half")
        }
        return template
    }

    private func delimiter(_ node: FileNode) throws(CSVMappingError) -> UInt8 {
        guard case .text(let text) = node.content else {
            throw failure(node, "delimiter: one character is expected")
        }
        if text == "tab" { return 0x09 }
        let bytes = Array(text.utf8)
        guard bytes.count == 1, bytes[0] < 0x80, ![0x22, 0x0A, 0x0D].contains(bytes[0]) else {
            throw failure(node, "delimiter: one ASCII character is expected, or 'tab'")
        }
        return bytes[0]
    }

    private func readFields(
        of root: FileNode, into mapping: inout CSVMapping
    ) throws(CSVMappingError) {
        guard let node = root["fields"], let fields = node.fields else {
            throw failure(root, "fields is missing")
        }
        try check(node, CSVMapping.neededFields + CSVMapping.otherFields)
        for field in fields where !field.value.isNull {
            let rule = try rule(field.value, name: field.name)
            mapping.fields[field.name] = rule
            if let column = rule.column, mapping.lines[column] == nil {
                mapping.lines[column] = field.line
            }
        }
        for name in CSVMapping.neededFields where mapping.fields[name] == nil {
            throw failure(node, "fields.\(name) is missing")
        }
    }

    private func rule(_ node: FileNode, name: String) throws(CSVMappingError) -> CSVRule {
        if let column = node.text { return CSVRule(.column(column)) }
        guard node.fields != nil else {
            throw failure(node, "\(name): a column's name or fields are expected")
        }
        try check(
            node,
            [
                "column", "constant", "after", "before", "pad", "first", "scheme", "format", "zone",
                "separator",
            ])
        var rule: CSVRule
        switch (try text(node, "column"), try text(node, "constant")) {
        case (let column?, nil): rule = CSVRule(.column(column))
        case (nil, let constant?): rule = CSVRule(.constant(constant))
        default: throw failure(node, "\(name): either a column or a constant is expected")
        }
        rule.after = try text(node, "after")
        rule.before = try text(node, "before")
        rule.pad = try count(node, "pad")
        rule.first = try count(node, "first")
        rule.scheme = try text(node, "scheme").map { IdentifierScheme($0) }
        if case .other(let other)? = rule.scheme {
            throw failure(node, "\(name): there is no scheme '\(other)'")
        }
        if case .text(let separator)? = node["separator"]?.content { rule.separator = separator }
        if let text = try text(node, "format") {
            guard let format = CSVDayFormat(rawValue: text) else {
                let known = CSVDayFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw failure(node, "\(name): there is no format '\(text)'; there are \(known)")
            }
            rule.format = format
        }
        if let text = try text(node, "zone") {
            guard let zone = CSVZone(text) else {
                throw failure(
                    node, "\(name): '\(text)' is no zone; write UTC, America/New_York or +08:00")
            }
            rule.zone = zone
        }
        return rule
    }

    private func count(_ node: FileNode, _ name: String) throws(CSVMappingError) -> Int? {
        guard let text = try text(node, name) else { return nil }
        guard let count = Int(text), (1...200).contains(count) else {
            throw failure(node, "\(name): a count from 1 to 200 is expected")
        }
        return count
    }

    private func readDetails(
        of root: FileNode, into mapping: inout CSVMapping
    ) throws(CSVMappingError) {
        guard let node = root["details"] else { return }
        if node.text == "all" {
            mapping.details = .all
            return
        }
        guard case .list(let elements) = node.content else {
            throw failure(node, "details: a list of columns is expected, or 'all'")
        }
        var columns: [String] = []
        for element in elements {
            guard let column = element.text else {
                throw failure(element, "details: the name of a column is expected")
            }
            columns.append(column)
            if mapping.lines[column] == nil { mapping.lines[column] = element.line }
        }
        mapping.details = .columns(columns)
    }

    /// The columns that the templates name where they name no field.
    private func readColumns(
        of root: FileNode, into mapping: inout CSVMapping
    ) throws(CSVMappingError) {
        for (field, template) in [("stream", mapping.stream), ("key", mapping.key)] {
            for name in template.names where name != "register" && mapping.fields[name] == nil {
                if mapping.lines[name] == nil {
                    mapping.lines[name] = (root[field] ?? root).line
                }
            }
        }
    }
}

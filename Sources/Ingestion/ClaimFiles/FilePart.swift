/// One part of a file: a claim that stands alone, or a block of claims with what they share.
enum FilePart {
    case claim(FileNode)
    case block(FileNode)

    /// A list at the top is a list of parts.
    static func parts(of document: FileNode) -> [FilePart] {
        if case .list(let elements) = document.content { return elements.flatMap(parts) }
        let hasShared = ["claims", "companies", "sources"].contains { document[$0] != nil }
        let isCompany = document["company"]?.fields != nil && document["title"] == nil
        return [hasShared || isCompany ? .block(document) : .claim(document)]
    }

    private static let blockFields = ["company", "companies", "sources", "claims"]

    /// Adds a problem for every field that a block does not have.
    static func checkFields(of block: FileNode, _ problems: inout FileProblems) {
        let rule = ObjectRule(
            Dictionary(
                uniqueKeysWithValues: blockFields.map { ($0, FieldRule { _, _, _ in nil }) }))
        _ = rule.read(block, "", &problems)
        if let company = block["company"], company.fields == nil {
            _ = FieldRule.companyKey.read(company, "company", &problems)
        }
    }

    /// The elements of a list with their paths; one element may stand without a list around it.
    static func elements(of node: FileNode, path: String) -> [(path: String, node: FileNode)] {
        guard case .list(let elements) = node.content else { return [(path, node)] }
        return elements.enumerated().map { ("\(path)[\($0.offset)]", $0.element) }
    }

    /// Sources by id: the fields of an object, or a list of objects with an `id`.
    static func sources(
        in node: FileNode, _ problems: inout FileProblems
    ) -> [(id: String, path: String, node: FileNode)] {
        if let fields = node.fields {
            return fields.map { ($0.name, "sources.\($0.name)", $0.value) }
        }
        var sources: [(String, String, FileNode)] = []
        for (path, source) in elements(of: node, path: "sources") {
            if let id = source["id"]?.text {
                sources.append((id, path, source))
            } else {
                problems.add(.missing, field: path + ".id", line: source.line)
            }
        }
        return sources
    }
}

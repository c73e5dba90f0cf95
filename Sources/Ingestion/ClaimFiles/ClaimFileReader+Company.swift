import CanonicalJSON
import Filings

/// From a company's block of a file to the events that name and identify it.
extension ClaimFileReader {
    mutating func addCompany(_ node: FileNode, path: String) {
        guard let block = ClaimRules.company.read(node, path, &problems),
            let key = block["key"]?.stringValue, let stream = StreamName(company: key)
        else { return }
        for name in BlockElement.names(in: block) {
            let place = path + "." + name.path
            let line = node.line(of: name.path)
            let origin = origin(of: name.content, in: block, path: place, line: line)
            add(named(name, key: key, origin: origin), to: stream, path: place, line: line)
        }
        for identifier in BlockElement.elements(of: block, "identifiers", as: .current) {
            let place = path + "." + identifier.path
            let line = node.line(of: identifier.path)
            let origin = origin(of: identifier.content, in: block, path: place, line: line)
            add(
                identified(identifier.content, key: key, origin: origin), to: stream, path: place,
                line: line)
        }
    }

    private func named(_ element: BlockElement, key: String, origin: Origin) -> NewEvent {
        let (name, kind) = (element.content, element.kind)
        let text = name["name"]?.stringValue ?? ""
        let named = CompanyNamed(
            name: text, kind: kind.stored, language: name["language"]?.stringValue,
            from: name["from"]?.stringValue.flatMap { CivilDay($0) },
            to: name["to"]?.stringValue.flatMap { CivilDay($0) }, observedOn: origin.day)
        return NewEvent(
            id: "name:\(key)/\(kind.rawValue)/\(text)", source: origin.uri,
            publishedAt: origin.publishedAt, event: .companyNamed(named))
    }

    private func identified(
        _ written: JSONObject, key: String, origin: Origin
    ) -> NewEvent {
        let identifier = Identifier(
            IdentifierScheme(written["scheme"]?.stringValue ?? ""),
            written["value"]?.stringValue ?? "")
        let identified = CompanyIdentified(
            scheme: identifier.scheme.text, value: identifier.printed,
            normalized: identifier.normalized, verdict: identifier.verdict.rawValue,
            exchange: written["exchange"]?.stringValue, observedOn: origin.day)
        return NewEvent(
            id: "identifier:\(key)/\(identified.scheme)/\(identified.normalized)",
            source: origin.uri, publishedAt: origin.publishedAt,
            event: .companyIdentified(identified))
    }

    /// Where a name or an identifier comes from, and when that was public.
    private struct Origin {
        let uri: String
        var publishedAt: Instant?
        var day: CivilDay?
    }

    /// The origin of an element, else of its block; one that says none is unnamed.
    private mutating func origin(
        of element: JSONObject, in block: JSONObject, path: String, line: Int
    ) -> Origin {
        guard let reference = (element["source"] ?? block["source"])?.stringValue else {
            return Origin(uri: ClaimSource().uri)
        }
        let shared = sources[reference] ?? unshared(reference, path: path, line: line)
        let published = shared["published"]
        let day = published?["publishedOn"].flatMap { try? UncertainDate(json: $0) }
        return Origin(
            uri: ClaimSource(
                id: shared["id"]?.stringValue, title: shared["title"]?.stringValue,
                url: shared["url"]?.stringValue
            ).uri,
            publishedAt: published?["publishedAt"]?.stringValue.flatMap { Instant($0) },
            day: day.flatMap { $0.earliest == $0.latest ? $0.earliest.day : nil })
    }
}

/// A name or an identifier of a company's block, with its place in the block.
private struct BlockElement {
    let path: String
    let content: JSONObject
    let kind: CompanyNameKind

    static func names(in block: JSONObject) -> [BlockElement] {
        let name = block["name"].map {
            BlockElement(path: "name", content: ["name": $0], kind: .current)
        }
        return [name].compactMap(\.self) + elements(of: block, "names", as: .current)
            + elements(of: block, "aliases", as: .alias)
    }

    /// - Parameter kind: Of an element that has no kind of its own.
    static func elements(
        of block: JSONObject, _ field: String, as kind: CompanyNameKind
    ) -> [BlockElement] {
        let values = block[field]?.arrayValue ?? []
        return values.enumerated().compactMap { index, element in
            guard let content = element.objectValue else { return nil }
            let own = content["kind"]?.stringValue.flatMap(CompanyNameKind.init(rawValue:))
            return BlockElement(
                path: "\(field)[\(index)]", content: content, kind: own ?? kind)
        }
    }
}

import CanonicalJSON

/// The format of a claim file, and how it becomes nodes.
enum FileFormat {
    case yaml, json, jsonLines

    /// By the extension; by the first character when there is none that is known.
    init(name: String, bytes: [UInt8]) {
        switch name.split(separator: ".").last?.lowercased() {
        case "yaml", "yml": self = .yaml
        case "json": self = .json
        case "jsonl", "ndjson": self = .jsonLines
        default:
            let first = bytes.first { !(0x09...0x20).contains($0) }
            self = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : .yaml
        }
    }

    /// The documents of a file; a JSON file that goes on after its first value is read as lines.
    func documents(of bytes: [UInt8], into problems: inout FileProblems) -> [FileNode] {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let content = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
        switch self {
        case .yaml: return Self.yaml(content, &problems)
        case .jsonLines: return Self.lines(content, &problems)
        case .json:
            do {
                return [try JSONNodes.read(content, fromLine: 1)]
            } catch  where error.reason == .trailingText {
                return Self.lines(content, &problems)
            } catch {
                problems.add(.syntax(error.reasonText), field: "", line: error.line)
                return []
            }
        }
    }

    private static func yaml(
        _ content: ArraySlice<UInt8>, _ problems: inout FileProblems
    ) -> [FileNode] {
        guard let text = String(validating: content, as: UTF8.self) else {
            problems.add(.syntax("the bytes are not valid UTF-8"), field: "", line: 1)
            return []
        }
        do {
            return try YAMLNodes.read(text)
        } catch {
            problems.add(.syntax(error.reason), field: "", line: error.line)
            return []
        }
    }

    private static func lines(
        _ content: ArraySlice<UInt8>, _ problems: inout FileProblems
    ) -> [FileNode] {
        var documents: [FileNode] = []
        let lines = content.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard line.contains(where: { !(0x09...0x20).contains($0) }) else { continue }
            do {
                documents.append(try JSONNodes.read(line, fromLine: index + 1))
            } catch {
                problems.add(.syntax(error.reasonText), field: "", line: index + 1)
            }
        }
        return documents
    }
}

extension JSONError {
    /// The sentence without its place.
    public var reasonText: String {
        let parts = description.split(separator: ": ", maxSplits: 1)
        return String(parts.last ?? "")
    }
}

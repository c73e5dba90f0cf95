import CanonicalJSON
import Rendering

/// Relations as a directed graph in the language of Graphviz.
///
/// Source: "The DOT Language", <https://graphviz.org/doc/info/lang.html>: identifiers in double
/// quotes, in which only the quote and the backslash need an escape.
public enum RelationGraph {
    /// - Parameters:
    ///   - records: As `graph` prints them: subject, relation, object, claim and tier.
    ///   - name: What the company is called.
    public static func dot(_ records: [Record], name: String, caption: String) -> String {
        var lines = [
            "digraph annals {", "  rankdir=LR;", "  node [shape=box, fontname=\"sans-serif\"];",
            "  edge [fontname=\"sans-serif\", fontsize=10];", "  label=\(quoted(caption));",
        ]
        var edges: [(line: String, claims: [String])] = []
        var nodes: [String] = []
        for record in records {
            guard let subject = record["subject"]?.stringValue else { continue }
            let object = record["object"]?.stringValue ?? name
            for node in [subject, object] where !nodes.contains(node) { nodes.append(node) }
            let relation = record["relation"]?.stringValue ?? ""
            let style = record["link"] == "role" ? ", style=dashed" : ""
            let line = "  \(quoted(subject)) -> \(quoted(object)) [label=LABEL\(style)];"
            let key = line.replacing("LABEL", with: quoted(relation))
            let claim = [record["claim"], record["tier"]].compactMap { $0?.stringValue }
                .joined(separator: " ")
            if let place = edges.firstIndex(where: { $0.line == key }) {
                edges[place].claims.append(claim)
            } else {
                edges.append((key, [claim]))
            }
        }
        lines += nodes.map { node in
            "  \(quoted(node))" + (node == name ? " [style=bold];" : ";")
        }
        lines += edges.map { edge in
            // Who says so stands beside the line, for whoever points at it.
            edge.line.replacing(
                "];", with: ", tooltip=\(quoted(edge.claims.joined(separator: ", ")))];")
        }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    private static func quoted(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"" + safe.map { $0.isNewline ? " " : String($0) }.joined() + "\""
    }
}

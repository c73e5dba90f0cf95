import CanonicalJSON
import Filings

/// The fields that an object of a file may have and must have.
struct ObjectRule: Sendable {
    let fields: [String: FieldRule]
    let required: [String]
    /// Must be written, and may say null: that there is nothing is said, not forgotten.
    let deliberate: [String]

    init(
        _ fields: [String: FieldRule], required: [String] = [], deliberate: [String] = []
    ) {
        self.fields = fields
        self.required = required
        self.deliberate = deliberate
    }

    /// The same rule with another one for a field.
    func replacing(_ name: String, with rule: FieldRule) -> ObjectRule {
        ObjectRule(
            fields.merging([name: rule]) { $1 }, required: required, deliberate: deliberate)
    }

    /// Reads every field, and adds every problem; fields that say null are absent.
    func read(_ node: FileNode, _ path: String, _ problems: inout FileProblems) -> JSONObject? {
        guard let written = node.fields else {
            problems.add(
                .wrongShape(expected: "an object with fields"), field: path, line: node.line)
            return nil
        }
        let prefix = path.isEmpty ? "" : path + "."
        var object = JSONObject()
        for field in written {
            guard let rule = fields[field.name] else {
                let meant = Spelling.nearest(to: field.name, among: fields.keys.sorted())
                problems.add(
                    .unknownField(meant: meant), field: prefix + field.name, line: field.line)
                continue
            }
            guard !field.value.isNull else { continue }
            object[field.name] = rule.read(field.value, prefix + field.name, &problems)
        }
        let missing =
            required.filter { node[$0] == nil }
            + deliberate.filter { name in !written.contains { $0.name == name } }
        for name in missing {
            problems.add(.missing, field: prefix + name, line: node.line)
        }
        return object
    }
}

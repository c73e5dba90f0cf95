import Yams

/// Why a text is not YAML that can be read, and where.
struct YAMLFailure: Error {
    /// From 1.
    let line: Int
    let reason: String

    init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }

    init(_ error: YamlError) {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let words = context.map { $0.text + ", " } ?? ""
            self.init(line: mark.line, reason: words + problem)
        case .duplicatedKeysInMapping(let names, let context):
            let list = names.map { "'\($0)'" }.joined(separator: ", ")
            self.init(line: context.mark.line, reason: "written more than once: \(list)")
        case .reader(let problem, let offset, _, let yaml):
            let before = yaml.utf8.prefix(offset ?? 0)
            self.init(line: before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }, reason: problem)
        default:
            self.init(line: 1, reason: "\(error)")
        }
    }
}

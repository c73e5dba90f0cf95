import Answering
import Rendering

/// The parameters of an address, held against those that its resource has.
struct Query: Sendable {
    private let values: [String: [String]]

    /// - Parameters:
    ///   - text: Behind the `?`; `nil` when there is none.
    ///   - known: What the resource takes.
    /// - Throws: ``Problem`` for a parameter that is unknown, comes twice and may not, or is no
    ///   number where one is wanted: a slip must not pass for a whole answer.
    init(_ text: String?, known: [Parameter]) throws(Problem) {
        var values: [String: [String]] = [:]
        for pair in (text ?? "").split(separator: "&") {
            let parts = pair.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentText.decode(parts[0], plusIsSpace: true),
                let value = PercentText.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
            else { throw Problem(.badRequest, "The query is no UTF-8 in percent-encoding.") }
            guard let parameter = known.first(where: { $0.name == name }) else {
                throw Self.unknown(name, among: known)
            }
            if !parameter.isRepeated, values[name] != nil {
                throw Problem(.badRequest, "\(name) is given twice.")
            }
            if parameter.isRequired, value.isEmpty {
                throw Problem(.badRequest, "Say \(name): \(parameter.summary)")
            }
            try parameter.check(value)
            values[name, default: []].append(value)
        }
        for parameter in known where parameter.isRequired && values[parameter.name] == nil {
            throw Problem(.badRequest, "Say \(parameter.name): \(parameter.summary)")
        }
        self.values = values
    }

    private static func unknown(_ name: String, among known: [Parameter]) -> Problem {
        let names = known.map(\.name)
        let meant = Suggestion.closest(to: name, in: names).map { " Did you mean \($0)?" }
        let all = " There are: \(names.joined(separator: ", "))."
        return Problem(
            .badRequest,
            "There is no parameter \(name) here." + (meant ?? (names.isEmpty ? "" : all)))
    }

    /// An empty value is none: forms send what was not filled in.
    subscript(name: String) -> String? {
        guard let value = values[name]?.first, !value.isEmpty else { return nil }
        return value
    }

    func all(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }

    func number(_ name: String) -> Int64? { self[name].flatMap { Int64($0) } }

    func flag(_ name: String) -> Bool { self[name] == "true" }

    var limits: LimitTexts {
        LimitTexts(
            asOf: self["asOf"], recordedBy: self["recordedBy"], atPosition: number("atPosition"),
            now: self["now"])
    }
}

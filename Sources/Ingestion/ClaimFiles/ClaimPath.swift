import CanonicalJSON

/// Where a value stands in a claim: `source.quote`, `quantities[0].unit`.
struct ClaimPath: Equatable, Sendable {
    enum Part: Equatable, Sendable {
        case member(String)
        case element(Int)
    }

    let text: String
    private let parts: [Part]

    /// What a claim keeps for ever.
    private static let fixed: Set = ["claim", "id", "company"]

    init(_ text: String) throws(ClaimEditError) {
        var parts: [Part] = []
        for piece in text.split(separator: ".", omittingEmptySubsequences: false) {
            let steps = piece.split(separator: "[", omittingEmptySubsequences: false)
            guard let name = steps.first, !name.isEmpty else {
                throw ClaimEditError("'\(text)' is no field; write it as quantities[0].unit")
            }
            parts.append(Int(name).map { .element($0) } ?? .member(String(name)))
            for step in steps.dropFirst() {
                guard step.hasSuffix("]"), let index = Int(step.dropLast()), index >= 0 else {
                    throw ClaimEditError("'\(text)' is no field; write it as quantities[0].unit")
                }
                parts.append(.element(index))
            }
        }
        guard case .member(let first)? = parts.first else {
            throw ClaimEditError("'\(text)' is no field; write it as quantities[0].unit")
        }
        if Self.fixed.contains(first) {
            throw ClaimEditError(
                "a claim keeps its \(first): retract it and record another one")
        }
        if first == "date", parts.count > 1 {
            throw ClaimEditError("a date is set as a whole: date='in June', or a JSON object")
        }
        self.text = text
        self.parts = parts
    }

    /// Puts a value where the path ends; `nil` removes what is there. Objects on the way are made,
    /// an element right after a list's last one too.
    func put(_ value: JSONValue?, into whole: inout JSONValue) throws(ClaimEditError) {
        whole = try put(value, into: whole, from: 0) ?? .object([:])
    }

    private func put(
        _ value: JSONValue?, into there: JSONValue?, from index: Int
    ) throws(ClaimEditError) -> JSONValue? {
        guard index < parts.count else { return value }
        switch parts[index] {
        case .member(let name):
            guard let object = there.map(\.objectValue) ?? JSONObject() else {
                throw ClaimEditError("\(text): '\(name)' is looked for in what has no fields")
            }
            if case nil = value, case nil = object[name] {
                throw ClaimEditError("\(text): the claim does not have it")
            }
            var changed = object
            changed[name] = try put(value, into: object[name], from: index + 1)
            return .object(changed)
        case .element(let place):
            let removes = if case nil = value { true } else { false }
            guard var list = there.map(\.arrayValue) ?? [] else {
                throw ClaimEditError("\(text): there is no list")
            }
            guard place < list.count || place == list.count && !removes else {
                throw ClaimEditError("\(text): the list has \(list.count) elements, from 0")
            }
            let old = place < list.count ? list[place] : nil
            if let new = try put(value, into: old, from: index + 1) {
                if place == list.count { list.append(new) } else { list[place] = new }
            } else {
                list.remove(at: place)
            }
            return list.isEmpty ? nil : .array(list)
        }
    }
}

/// The members of a JSON object, each name once, in canonical order (UTF-16 code units).
///
/// A sorted array and not a hash table: objects of the log are small, are read in order far more
/// often than looked up, and are written in exactly this order. Adding members in that order costs
/// O(1) each, in another one O(n).
public struct JSONObject: Equatable, Hashable, Sendable {
    public struct Member: Sendable {
        public let name: String
        public var value: JSONValue
    }
    public private(set) var members: [Member] = []

    public init() {}

    /// - Parameter pairs: Names and values in any order; of equal names the last one counts.
    public init(_ pairs: [(String, JSONValue)]) {
        members.reserveCapacity(pairs.count)
        for (name, value) in pairs { self[name] = value }
    }

    /// - Parameter members: Each name once, in canonical order; the caller has made sure.
    init(ordered members: [Member]) { self.members = members }

    /// Makes room for so many members at once.
    public mutating func reserveCapacity(_ count: Int) { members.reserveCapacity(count) }

    public var isEmpty: Bool { members.isEmpty }
    public var count: Int { members.count }

    /// The value of that name. Setting `nil` removes the member; a JSON null is
    /// ``JSONValue/null``.
    public subscript(name: String) -> JSONValue? {
        get {
            let index = index(of: name)
            return holds(name, at: index) ? .some(members[index].value) : .none
        }
        set {
            let index = index(of: name)
            guard let newValue else {
                if holds(name, at: index) { members.remove(at: index) }
                return
            }
            if index == members.count {
                members.append(Member(name: name, value: newValue))
            } else if holds(name, at: index) {
                members[index].value = newValue
            } else {
                members.insert(Member(name: name, value: newValue), at: index)
            }
        }
    }

    private func holds(_ name: String, at index: Int) -> Bool {
        index < members.count && members[index].name.hasSameBytes(as: name)
    }

    /// Where the name is, or where it belongs: the first index whose name does not precede it.
    private func index(of name: String) -> Int {
        guard let last = members.last, !last.name.precedesCanonically(name) else {
            return members.count
        }
        var (low, high) = (0, members.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if members[middle].name.precedesCanonically(name) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

extension JSONObject: Sequence {
    public func makeIterator() -> IndexingIterator<[Member]> { members.makeIterator() }
    public var underestimatedCount: Int { members.count }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Of equal names the last one counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

extension JSONObject.Member: Equatable, Hashable {
    public static func == (one: Self, other: Self) -> Bool {
        one.name.hasSameBytes(as: other.name) && one.value == other.value
    }

    public func hash(into hasher: inout Hasher) {
        name.hashBytes(into: &hasher)
        hasher.combine(value)
    }
}

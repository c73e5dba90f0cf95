/// The members of an object in the order of its text, on their way to canonical order.
///
/// Sorting once at the end keeps an object of n members at O(n log n) whatever their order.
struct MemberList {
    private(set) var members: [JSONObject.Member] = []
    private var offsets: [Int] = []
    private var isOrdered = true

    mutating func append(_ name: String, _ value: JSONValue, at offset: Int) {
        if members.isEmpty {
            members.reserveCapacity(8)
            offsets.reserveCapacity(8)
        } else if isOrdered {
            isOrdered = members[members.count - 1].name.precedesCanonically(name)
        }
        members.append(JSONObject.Member(name: name, value: value))
        offsets.append(offset)
    }

    /// Brings the members into canonical order.
    ///
    /// - Returns: A name that occurs twice and the offset of its second occurrence.
    mutating func sort() -> (name: String, offset: Int)? {
        if isOrdered { return nil }
        let order = members.indices.sorted { one, other in
            let (first, second) = (members[one].name, members[other].name)
            if first.precedesCanonically(second) { return true }
            return one < other && first.hasSameBytes(as: second)
        }
        for (one, other) in zip(order, order.dropFirst())
        where members[one].name.hasSameBytes(as: members[other].name) {
            return (members[other].name, offsets[other])
        }
        members = order.map { members[$0] }
        return nil
    }
}

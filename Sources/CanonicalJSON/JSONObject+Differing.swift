extension JSONObject {
    /// The names of the members in which two objects differ, absent ones too, in their order as
    /// texts.
    public func namesDiffering(from other: JSONObject) -> [String] {
        Set(members.map(\.name)).union(other.members.map(\.name)).sorted()
            .filter { self[$0] != other[$0] }
    }
}

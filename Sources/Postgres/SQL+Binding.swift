extension SQL {
    /// A statement kept as a text with `$1`, `$2` … in it, and their values in that order.
    ///
    /// For statements that live in files of their own, where a parameter may stand several times.
    /// It cannot be pasted into another statement: its places are not known.
    public init<each Value: SQLEncodable>(
        _ text: String, binding values: repeat each Value
    ) {
        var parameters = SQL("")
        for value in repeat each values { parameters.append(value: value) }
        parameters.text = text
        self = parameters
    }
}

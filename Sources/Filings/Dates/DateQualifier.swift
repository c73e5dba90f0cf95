/// How sure a component of a date is: `?` uncertain, `~` approximate, `%` both.
enum DateQualifier: UInt8, Sendable {
    case uncertain = 0x3F
    case approximate = 0x7E
    case both = 0x25

    var text: String { String(UnicodeScalar(rawValue)) }
}

/// A component of a date with its qualifiers where they were written.
///
/// On the left a qualifier is about this component only; on the right about it and all before it.
struct Qualified<Value: Hashable & Sendable>: Hashable, Sendable {
    var left: DateQualifier?
    var value: Value
    var right: DateQualifier?

    init(_ value: Value, left: DateQualifier? = nil, right: DateQualifier? = nil) {
        self.left = left
        self.value = value
        self.right = right
    }

    func text(_ written: String) -> String {
        (left?.text ?? "") + written + (right?.text ?? "")
    }
}

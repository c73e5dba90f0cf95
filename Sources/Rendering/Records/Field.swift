/// One field of the records of a result: its name and what a table may do with it.
///
/// A name with dots looks into objects: `date.edtf` is member `edtf` of member `date`.
public struct Field: Equatable, Sendable, ExpressibleByStringLiteral {
    public enum Content: Equatable, Sendable {
        /// An id, a day, a code: never cut or broken.
        case exact
        /// As ``exact``, and aligned to the right.
        case number
        /// Words of a language: a table may wrap them, and shows an object by its title or name.
        case text
        /// The JSON of an `UncertainDate`: tables show it by ``DateText/short(_:)``.
        case date
        /// `{value, currency, bound}`: tables show it by ``AmountText``: `≥ CNY 17.1bn`.
        case amount
        /// A list of names, or of objects with `name` and `role`; a table may wrap it.
        case list
    }

    public let name: String
    public let content: Content
    /// The members that csv and tsv show instead of the object, each as `name.member`, in order.
    /// Where none are named, they show an object or a list as compact JSON.
    public let members: [String]
    /// Whether a table leaves it out when there is no room for all; other formats never do.
    public let isDetail: Bool

    public init(
        _ name: String, _ content: Content = .exact, members: [String] = [],
        detail isDetail: Bool = false
    ) {
        self.name = name
        self.content = content
        self.members = members
        self.isDetail = isDetail
    }

    public init(stringLiteral name: String) { self.init(name) }

    /// A date with the members that DESIGN names for it.
    public static func date(_ name: String, detail isDetail: Bool = false) -> Field {
        Field(
            name, .date, members: ["quoted", "edtf", "earliest", "latest", "precision", "status"],
            detail: isDetail)
    }

    public static func amount(_ name: String, detail isDetail: Bool = false) -> Field {
        Field(name, .amount, members: ["value", "currency", "bound"], detail: isDetail)
    }

    /// The names of its columns in csv and tsv.
    var columns: [String] { members.isEmpty ? [name] : members.map { name + "." + $0 } }
}

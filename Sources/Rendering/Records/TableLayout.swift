/// Chooses a table's columns and their widths.
///
/// Columns of ids, days and amounts keep their width; columns of words share what is left and are
/// wrapped. Where that is too little, details are left out from the right; where even that is too
/// little the table cannot be drawn.
struct TableLayout: Equatable {
    struct Column: Equatable {
        /// Where the field is among the record set's fields.
        let index: Int
        let width: Int
    }

    static let gap = 2
    /// Wrapped words in a narrower column than this are hard to read.
    static let narrowestText = 16

    let columns: [Column]
    /// The names of the fields that are left out.
    let hidden: [String]

    /// - Parameters:
    ///   - naturals: How wide each field's widest cell is, its name included.
    ///   - width: Of the terminal; `nil` for no limit.
    /// - Returns: `nil` when the columns cannot fit.
    init?(fields: [Field], naturals: [Int], width: Int?) {
        guard let width else {
            columns = naturals.enumerated().map { Column(index: $0.offset, width: $0.element) }
            hidden = []
            return
        }
        var kept = Array(fields.indices)
        while true {
            if let widths = Self.widths(of: kept.map { (fields[$0], naturals[$0]) }, in: width) {
                columns = zip(kept, widths).map { Column(index: $0, width: $1) }
                hidden = fields.indices.filter { !kept.contains($0) }.map { fields[$0].name }
                return
            }
            guard let last = kept.lastIndex(where: { fields[$0].isDetail }) else { return nil }
            kept.remove(at: last)
        }
    }

    private static func widths(of columns: [(field: Field, natural: Int)], in width: Int) -> [Int]?
    {
        let gaps = gap * max(0, columns.count - 1)
        let fixed = columns.filter { !isFlexible($0.field) }.reduce(0) { $0 + $1.natural }
        let flexible = columns.filter { isFlexible($0.field) }.map(\.natural)
        let available = width - gaps - fixed
        guard available >= flexible.reduce(0, { $0 + min($1, narrowestText) }) else { return nil }
        let cap = fairShare(of: available, among: flexible)
        return columns.map { isFlexible($0.field) ? min($0.natural, cap) : $0.natural }
    }

    /// The greatest width such that columns cut to it fit together.
    private static func fairShare(of available: Int, among naturals: [Int]) -> Int {
        var rest = available
        var count = naturals.count
        for natural in naturals.sorted() {
            if natural * count > rest { return rest / max(1, count) }
            rest -= natural
            count -= 1
        }
        return .max
    }

    static func isFlexible(_ field: Field) -> Bool {
        field.content == .text || field.content == .list
    }
}

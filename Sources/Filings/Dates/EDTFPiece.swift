/// An EDTF date in parts, so that its year can be marked or left out.
struct EDTFPiece: Equatable {
    /// `nil` is unspecified.
    var year: Int?
    /// What follows the year: `-06`, `-06-30`, `-35`.
    var rest = ""
    /// A decade: the year's last digit is unspecified.
    var isDecade = false

    func text(marked: Bool, qualifier: DateQualifier?) -> String {
        var text = year.map { CivilDay.yearText($0) } ?? String(repeating: "X", count: 4)
        if isDecade { text = text.dropLast() + "X" }
        return text + (marked ? "?" : "") + rest + (qualifier?.text ?? "")
    }
}

/// Which columns of a CSV file mean what: a YAML file beside the data, since no two registers'
/// files have the same columns.
///
///     register: bourse-lumen           # constant, names the register in events and keys
///     encoding: utf-8                  # or latin-1
///     delimiter: ","                   # one character, or: tab
///     stream: company-lumen-{filer:6}  # {…:6}: zeros before, up to six characters
///     key: "bourse-lumen:{filer}/{accession}/{form}"
///     fields:
///       filer: { column: Code, pad: 6 }
///       accession: { column: Link, after: "/", before: ".pdf" }
///       form: { column: Kind }         # or only the column's name: form: Kind
///       filedOn: { column: Filed, format: DD/MM/YYYY }
///       publishedAt: { column: Released, zone: "+01:00" }
///       items: { column: Topics, separator: ";" }
///       url: Link
///       category: { constant: annual }
///     details: [Pages, Remark]         # by their names, or: all
///
/// `filer`, `accession`, `form` and `filedOn` must be there; the other fields are `filerName`,
/// `periodOfReport`, `title`, `category`, `items`, `url`, `publishedAt`, `act`, `fileNumber`,
/// `filmNumber`, `primaryDocument`, `sizeBytes`. A field is a column or a constant, and in this
/// order: what stands `after` the last occurrence of a text, `before` the first one of another,
/// `pad` with zeros, only the `first` characters, one form of a `scheme` (`cik`, `lei`,
/// `accession`, `isin`, `uk`). Formats of days are `YYYY-MM-DD` (the default), `YYYYMMDD`,
/// `YYYY/MM/DD`, `DD/MM/YYYY`, `MM/DD/YYYY` and `DD.MM.YYYY`. Zones are `UTC`, `America/New_York`
/// and offsets; a time with an offset of its own needs none.
///
/// Without `stream` it is `company-{register}-{filer}`, without `key`
/// `{register}:{filer}/{accession}/{form}`. In both a name in braces is a field or, where no field
/// has it, a column; capitals of a stream become small letters, and what a stream cannot have is
/// refused. `details: all` takes every column that no field uses. All columns that are named must
/// be in the file.
public struct CSVMapping: Equatable, Sendable {
    /// For messages.
    let file: String
    var register = ""
    var isLatin1 = false
    var delimiter = UInt8(ascii: ",")
    var stream: CSVTemplate
    var key: CSVTemplate
    var fields: [String: CSVRule] = [:]
    var details = Details.columns([])
    /// The line of the mapping on which a column is first named.
    var lines: [String: Int] = [:]

    enum Details: Equatable {
        case columns([String])
        case all
    }

    static let neededFields = ["filer", "accession", "form", "filedOn"]
    static let otherFields = [
        "filerName", "periodOfReport", "title", "category", "items", "url", "publishedAt", "act",
        "fileNumber", "filmNumber", "primaryDocument", "sizeBytes",
    ]

    /// The columns that the file must have, with the line of the mapping that names each.
    var columns: [(name: String, line: Int)] {
        lines.map { ($0.key, $0.value) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    }
}

import CanonicalJSON

/// The known columns, looked up once for all rows.
struct SubmissionsColumns {
    let accessionNumber, filingDate, form, reportDate, acceptanceDateTime, items: Column
    let act, fileNumber, filmNumber, primaryDocument, primaryDocDescription, coreType: Column
    let size, isXBRL, isInlineXBRL, isXBRLNumeric: Column

    init(_ table: SubmissionsTable) {
        func column(_ name: String) -> Column { Column(name: name, values: table.column(name)) }
        accessionNumber = column("accessionNumber")
        filingDate = column("filingDate")
        form = column("form")
        reportDate = column("reportDate")
        acceptanceDateTime = column("acceptanceDateTime")
        items = column("items")
        act = column("act")
        fileNumber = column("fileNumber")
        filmNumber = column("filmNumber")
        primaryDocument = column("primaryDocument")
        primaryDocDescription = column("primaryDocDescription")
        coreType = column("core_type")
        size = column("size")
        isXBRL = column("isXBRL")
        isInlineXBRL = column("isInlineXBRL")
        isXBRLNumeric = column("isXBRLNumeric")
    }

    /// A row's value does not fit its column.
    struct Misfit: Error {
        let reason: String
    }

    /// One column; a column that the file lacks is blank in every row.
    struct Column {
        let name: String
        let values: [JSONValue]?

        /// - Returns: `nil` for `null` and for the empty text, which is how a blank is written.
        func text(_ row: Int) throws(Misfit) -> String? {
            switch values?[row] {
            case nil, .null, .string(""): nil
            case .string(let text): text
            case .some(let value): throw misfit(value, "a text")
            }
        }

        func integer(_ row: Int) throws(Misfit) -> Int64? {
            switch values?[row] {
            case nil, .null, .string(""): nil
            case .integer(let integer): integer
            case .some(let value): throw misfit(value, "an integer")
            }
        }

        /// Written as 0 and 1.
        func flag(_ row: Int) throws(Misfit) -> Bool? {
            switch values?[row] {
            case nil, .null, .string(""): nil
            case .integer(0), .bool(false): false
            case .integer(1), .bool(true): true
            case .some(let value): throw misfit(value, "0 or 1")
            }
        }

        private func misfit(_ value: JSONValue, _ expected: String) -> Misfit {
            Misfit(reason: "\(name) is \(value.canonicalText), not \(expected)")
        }
    }
}

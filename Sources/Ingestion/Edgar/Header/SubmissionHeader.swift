/// A submission's header taken apart: what is said of the submission, and of each party to it.
struct SubmissionHeader: Equatable {
    struct Field: Equatable {
        let name: String
        let value: String
        let line: Int
    }

    /// A company or person whose submission this is, or whom it is about.
    struct Party: Equatable {
        /// `FILER`, `SUBJECT COMPANY`; `nil` when no block is around its data.
        var kind: String?
        let line: Int
        /// Name, key, classification and whatever stands outside of the other sections.
        var fields: [Field] = []
        /// Form type, act, file and film number; several for a filing under two acts.
        var values: [[Field]] = []
        var formerNames: [[Field]] = []
        /// Street, city and telephone of both addresses; read to be told apart from the rest.
        var addressLines: [Field] = []

        func text(_ name: String) -> String? { fields.first(name) }
    }

    var fields: [Field] = []
    /// Names that stand alone: `PRIVATE TO PUBLIC`.
    var flags: [String] = []
    var parties: [Party] = []
    var seriesIDs: [String] = []
    /// Classes of funds' series.
    var classCount = 0
    /// Lines that are no part of a header.
    var oddLines: [Field] = []

    func first(_ name: String) -> Field? { fields.first { $0.name == name } }
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
}

extension [SubmissionHeader.Field] {
    func first(_ name: String) -> String? { first { $0.name == name }?.value }
}

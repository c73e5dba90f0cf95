/// Collects what is wrong in a file while it is read on.
struct FileProblems {
    let file: String
    private(set) var errors: [ClaimFileError] = []

    init(file: String) { self.file = file }

    mutating func add(_ reason: ClaimFileError.Reason, field: String, line: Int) {
        errors.append(ClaimFileError(file: file, line: line, field: field, reason: reason))
    }

    /// Throws what was collected, by line; of one line in the order found.
    func throwIfAny() throws(ClaimFileErrors) {
        guard !errors.isEmpty else { return }
        let sorted = errors.enumerated().sorted {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        }
        throw ClaimFileErrors(errors: sorted.map(\.element))
    }
}

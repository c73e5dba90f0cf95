/// A row cannot be taken; it becomes a refusal at its place.
struct RowMisfit: Error, Equatable {
    let reason: String
}

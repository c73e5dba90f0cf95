/// The `state` of a filing's record and line.
enum ListingState {
    static let filed = "filed"
    static let delisted = "no longer listed"
    static let relisted = "listed again"
}

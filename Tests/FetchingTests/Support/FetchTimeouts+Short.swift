import Fetching

extension FetchTimeouts {
    /// Long enough for every server that answers, on a machine that is busy.
    static let short = FetchTimeouts(
        connecting: .seconds(20), idle: .seconds(20), whole: .seconds(60))

    static func idle(_ time: Duration) -> FetchTimeouts {
        FetchTimeouts(connecting: .seconds(20), idle: time, whole: .seconds(60))
    }
}

import Projections

extension Stop {
    public var isFailure: Bool { if case .failed = cause { true } else { false } }

    /// What stands still, why, and the commands that let it go on.
    public var words: String {
        switch cause {
        case .paused(let actor, let reason):
            """
            \(projection) is paused since \(since.text) by \(actor): \(reason)
              to go on: annals project resume \(projection)
            """
        case .failed(let bad): bad.words
        }
    }
}

extension BadEvent {
    public var words: String {
        """
        \(projection) stopped at position \(position), \(type), \(category.rawValue): \(reason)
          to try again: annals project retry \(projection)
          to pass over: annals project skip \(projection) \(position) --reason TEXT
        """
    }
}

extension ProjectorNews {
    /// For people; `nil` for what only another projector needs to know.
    public var words: String? {
        switch self {
        case .stopped(let bad): bad.words
        case .trouble(let error): "\(error) It is tried again."
        case .lost: nil
        case .newer(let projection): Self.newerWords(projection)
        }
    }

    public static func newerWords(_ projection: String) -> String {
        "\(projection) is of a newer version than this program's: use the newer annals"
    }
}

/// The sign in a timeline's glyph column; the word beside it says the same.
enum TimelineGlyph: Equatable {
    case happened, planned, derived

    init(_ phase: TimelineEntry.Phase) {
        switch phase {
        case .actual, .reached: self = .happened
        case .planned, .replanned, .required: self = .planned
        case .derived: self = .derived
        }
    }

    func text(_ style: TimelineOptions.Style) -> String {
        switch (self, style) {
        case (.happened, .unicode): "●"
        case (.planned, .unicode): "○"
        case (.derived, .unicode): "◌"
        case (.happened, .ascii): "*"
        case (.planned, .ascii): "o"
        case (.derived, .ascii): "."
        }
    }

    var shade: Ink.Shade {
        switch self {
        case .happened: .green
        case .planned: .yellow
        case .derived: .cyan
        }
    }
}

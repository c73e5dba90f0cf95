import Answering

/// Lists of raw events.
enum EventPages {
    static let parameters: [Parameter] = [
        Parameter("type", repeated: true, "Only this type, as filing.listed."),
        Parameter("after", Parameter.positions, "Only behind this position."),
    ]

    /// How many a page has when nobody says.
    static let usual = 1_000

    static func question(_ asked: Asked, of company: String?) -> EventsQuestion {
        EventsQuestion(
            of: company, types: asked.query.all("type"), after: asked.query.number("after") ?? 0,
            most: asked.query.number("limit").map { Int($0) } ?? usual)
    }

    /// - Returns: The position that the path names, as a question takes it.
    static func position(_ asked: Asked) throws(Problem) -> String {
        "#\(try number(asked))"
    }

    static func number(_ asked: Asked) throws(Problem) -> Int64 {
        guard let position = Int64(asked.part("position")), position > 0 else {
            throw Problem(.notFound, "An event has a position from 1.")
        }
        return position
    }
}

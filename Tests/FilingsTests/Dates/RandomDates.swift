import TestSupport

/// Random EDTF strings whose years lie between 1900 and 2099; not all of them are valid.
enum RandomDates {
    static func expression(_ random: inout DateRandom) -> String {
        switch random.next() % 8 {
        case 0: interval(&random)
        case 1: set(&random)
        default: date(&random)
        }
    }

    static func date(_ random: inout DateRandom) -> String {
        let year = random.pick(["19", "20"]) + digit(&random) + digit(&random)
        guard !random.once(in: 6) else { return qualified(year, &random) }
        if random.once(in: 5) {
            return qualified(year, &random) + "-" + qualified("\(21 + random.next() % 21)", &random)
        }
        let month = qualified(random.pick(months), &random)
        guard !random.once(in: 3) else { return "\(qualified(year, &random))-\(month)" }
        return "\(qualified(year, &random))-\(month)-\(qualified(random.pick(days), &random))"
    }

    private static let months =
        ["XX", "1X", "0X", "X1", "X2", "X0", "X9", "02", "02", "02", "3X"]
        + (1...12).map { $0 < 10 ? "0\($0)" : "\($0)" }
    private static let days =
        ["XX", "1X", "0X", "X1", "X9", "3X", "2X", "X0", "28", "29", "30", "31"]
        + (1...31).map { $0 < 10 ? "0\($0)" : "\($0)" }

    private static func digit(_ random: inout DateRandom) -> String {
        random.once(in: 5) ? "X" : "\(random.next() % 10)"
    }

    private static func qualified(_ text: String, _ random: inout DateRandom) -> String {
        switch random.next() % 12 {
        case 0: random.pick(["?", "~", "%"]) + text
        case 1: text + random.pick(["?", "~", "%"])
        default: text
        }
    }

    private static func interval(_ random: inout DateRandom) -> String {
        let ends = ["", "..", date(&random), date(&random), date(&random)]
        return random.pick(ends) + "/" + random.pick(ends)
    }

    private static func set(_ random: inout DateRandom) -> String {
        var elements: [String] = []
        for _ in 0..<(1 + random.next() % 3) {
            elements.append(
                random.once(in: 2) ? date(&random) : date(&random) + ".." + date(&random))
        }
        var inner = elements.joined(separator: ",")
        if random.once(in: 6) { inner = ".." + inner }
        if random.once(in: 6) { inner += ".." }
        return random.once(in: 2) ? "[\(inner)]" : "{\(inner)}"
    }
}

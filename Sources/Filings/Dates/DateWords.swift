/// The English words of dates.
enum DateWords {
    static func month(_ word: String) -> Int? {
        if word == "sept" { return 9 }
        return months.firstIndex { name in
            let name = name.lowercased()
            return name == word || (word.utf8.count == 3 && name.hasPrefix(word))
        }.map { $0 + 1 }
    }

    /// From January.
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    static func season(_ word: String) -> YearDivision? {
        switch word {
        case "spring": YearDivision(code: 21)
        case "summer": YearDivision(code: 22)
        case "autumn", "fall": YearDivision(code: 23)
        case "winter": YearDivision(code: 24)
        default: nil
        }
    }

    static func ordinal(_ word: String) -> Int? {
        ["first", "second", "third", "fourth"].firstIndex(of: word).map { $0 + 1 }
    }

    static func part(_ word: String) -> DatePart? {
        switch word {
        case "early": .early
        case "mid", "middle": .mid
        case "late": .late
        case "beginning", "start": .start
        case "end": .end
        default: nil
        }
    }

    static let ordinalEndings = ["st", "nd", "rd", "th"]

    static func relative(_ word: String) -> Int? {
        switch word {
        case "this", "current": 0
        case "last", "previous": -1
        case "next", "coming": 1
        default: nil
        }
    }
}

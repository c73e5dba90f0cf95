/// The words around a figure: bounds and powers of ten, in English and Chinese.
enum FigureWords {
    typealias Table<Value> = [(phrase: String, value: Value)]

    /// Before the figure; longer phrases first.
    static let boundsBefore: Table<AmountBound> = [
        ("a minimum of", .atLeast), ("minimum of", .atLeast), ("no less than", .atLeast),
        ("not less than", .atLeast), ("no fewer than", .atLeast), ("at least", .atLeast),
        (">=", .atLeast), ("≥", .atLeast), ("不低于", .atLeast), ("不少于", .atLeast),
        ("至少", .atLeast), ("a maximum of", .atMost), ("maximum of", .atMost),
        ("no more than", .atMost), ("not more than", .atMost), ("at most", .atMost),
        ("up to", .atMost), ("<=", .atMost), ("≤", .atMost), ("不超过", .atMost),
        ("不高于", .atMost), ("至多", .atMost), ("in excess of", .moreThan),
        ("more than", .moreThan), ("exceeding", .moreThan), ("over", .moreThan),
        ("above", .moreThan), (">", .moreThan), ("超过", .moreThan), ("逾", .moreThan),
        ("less than", .lessThan), ("fewer than", .lessThan), ("below", .lessThan),
        ("under", .lessThan), ("<", .lessThan), ("低于", .lessThan), ("不足", .lessThan),
        ("approximately", .about), ("approx.", .about), ("about", .about), ("around", .about),
        ("roughly", .about), ("some", .about), ("nearly", .about), ("almost", .about),
        ("circa", .about), ("c.", .about), ("~", .about), ("≈", .about), ("大约", .about),
        ("约", .about), ("近", .about), ("exactly", .exact), ("=", .exact),
    ]

    /// After the figure.
    static let boundsAfter: Table<AmountBound> = [
        ("or more", .atLeast), ("at least", .atLeast), ("以上", .atLeast), ("+", .atLeast),
        ("or less", .atMost), ("at most", .atMost), ("以下", .atMost), ("左右", .about),
    ]

    /// The power of ten that a word stands for: 万 is 10⁴, 亿 is 10⁸. None of these is a unit.
    static let scales: Table<Int> = [
        ("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12), ("lakh", 5),
        ("crore", 7), ("mln", 6), ("bln", 9), ("mn", 6), ("bn", 9), ("万亿", 12), ("千亿", 11),
        ("百亿", 10), ("十亿", 9), ("亿", 8), ("千万", 7), ("百万", 6), ("十万", 5), ("万", 4),
        ("億", 8), ("萬", 4),
    ]

    /// Those of money only; with other things they are units: 300 mm, 5 m, 千克.
    static let scalesOfMoney: Table<Int> =
        scales + [("trn", 12), ("tn", 12), ("mm", 6), ("k", 3), ("m", 6), ("b", 9), ("千", 3)]

    /// Between the two figures of a range.
    static let ranges = [" to ", " and ", "–", "—", " - ", "-", "至", "到"]
}

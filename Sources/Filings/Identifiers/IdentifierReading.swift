/// What a scheme makes of a printed identifier.
struct IdentifierReading: Equatable {
    /// `nil` when the text is not in the form of the scheme.
    let normalized: String?
    let verdict: IdentifierVerdict

    static let malformed = IdentifierReading(normalized: nil, verdict: .malformed)

    /// - Parameter isRight: Whether the check digit fits; `true` for a scheme without one.
    static func wellFormed(_ bytes: some Sequence<UInt8>, isRight: Bool = true) -> Self {
        IdentifierReading(
            normalized: String(decoding: Array(bytes), as: UTF8.self),
            verdict: isRight ? .ok : .bad)
    }
}

/// Characters of identifiers, as ASCII.
extension UInt8 {
    var isDigit: Bool { (0x30...0x39) ~= self }
    var isCapital: Bool { (0x41...0x5A) ~= self }

    /// 0-9 for digits, 10-35 for capitals.
    var base36: Int? {
        if isDigit { Int(self) - 0x30 } else if isCapital { Int(self) - 0x37 } else { nil }
    }

    var capital: UInt8 { (0x61...0x7A) ~= self ? self - 0x20 : self }
}

/// Numbers as zip files have them: the lowest byte first.
extension Array<UInt8> {
    /// - Returns: `nil` behind the end.
    func number<Number: FixedWidthInteger & UnsignedInteger>(
        _ type: Number.Type, at place: Int
    ) -> Number? {
        let width = Number.bitWidth / 8
        guard place >= 0, place <= count - width else { return nil }
        return self[place..<place + width].reversed().reduce(0) { $0 << 8 | Number($1) }
    }
}

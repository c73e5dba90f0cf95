extension JSONCursor {
    /// Goes to the member of that name in the object entered last, past the members before it.
    ///
    /// For a reader that knows the names: asked for in canonical order, each is found at the first
    /// or second comparison. ``leaveObject()`` follows the last one.
    ///
    /// - Parameter name: ASCII, and behind every name asked for before.
    /// - Returns: Whether there is one: the cursor stands before its value, which must be taken.
    public mutating func seekMember(_ name: StaticString) throws(JSONError) -> Bool {
        if takeName(name) { return true }
        while try goToMember() {
            let order = orderOfName(against: name)
            if order > 0 { return false }
            isAtMember = false
            if order == 0 { return true }
            try skipValue()
        }
        return false
    }

    /// Goes behind the object entered last, whatever members are left.
    public mutating func leaveObject() throws(JSONError) {
        while try goToMember() {
            isAtMember = false
            try skipValue()
        }
        isBehindMembers = false
    }

    /// Takes a null, when the next value is one.
    public mutating func takeNull() throws(JSONError) -> Bool {
        guard isAtNull else { return false }
        try take("null")
        return true
    }

    /// Reads a string as the bytes it is written with; they are valid as long as the cursor's.
    ///
    /// - Throws: Also when the string has an escape.
    public mutating func readPlainString() throws(JSONError) -> UnsafeRawBufferPointer {
        guard next == UInt8(ascii: "\"") else { throw failure(.wrongType) }
        let start = offset + 1
        let (end, hasEscapes) = try bytes.endOfString(from: start)
        if hasEscapes { throw failure(.wrongType) }
        offset = end + 1
        return bytes.part(start..<end)
    }

    /// The usual case: the next member is the one asked for, and its name need not be looked
    /// through for its end.
    ///
    /// - Returns: Whether the cursor now stands before its value; else it has not moved.
    @inline(__always)
    private mutating func takeName(_ name: StaticString) -> Bool {
        guard !isAtMember, !isBehindMembers, offset > 0, name.hasPointerRepresentation else {
            return false
        }
        let isFirst = bytes[offset - 1] == UInt8(ascii: "{")
        let start = isFirst ? offset : offset + 1
        let count = name.utf8CodeUnitCount
        guard start + count + 3 <= bytes.count, isFirst || next == UInt8(ascii: ","),
            bytes[start] == UInt8(ascii: "\""),
            bytes[start + count + 1] == UInt8(ascii: "\""),
            bytes[start + count + 2] == UInt8(ascii: ":"),
            bytes.holds(UnsafeRawBufferPointer(start: name.utf8Start, count: count), at: start + 1)
        else { return false }
        offset = start + count + 3
        return true
    }

    /// Goes to the next member, unless there is one at hand.
    private mutating func goToMember() throws(JSONError) -> Bool {
        if isAtMember { return true }
        if isBehindMembers { return false }
        isAtMember = try nextMember()
        isBehindMembers = !isAtMember
        return isAtMember
    }

    /// Below 0 when the present name comes before that one, 0 when it is that one. An ASCII name
    /// makes the order of bytes the canonical one, but for names beyond it, which come behind.
    private func orderOfName(against name: StaticString) -> Int {
        name.withUTF8Buffer { name in
            let common = min(name.count, nameRange.count)
            for index in 0..<common {
                let byte = bytes[nameRange.lowerBound + index]
                if byte != name[index] { return byte < name[index] ? -1 : 1 }
            }
            return nameRange.count - name.count
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether these bytes stand at an offset, from which so many are left.
    @inline(__always)
    fileprivate func holds(_ word: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        var index = 0
        while index + 8 <= word.count {
            let one = loadUnaligned(fromByteOffset: offset + index, as: UInt64.self)
            let other = word.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if one != other { return false }
            index += 8
        }
        while index < word.count {
            if self[offset + index] != word[index] { return false }
            index += 1
        }
        return true
    }
}

import Compression

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The lines of a text that is read as it comes; one buffer holds those under way.
struct IndexLines {
    /// Where the ranges of ``next()`` point to, until it is called again.
    private(set) var buffer = [UInt8](repeating: 0, count: 1 << 18)
    /// The number of the line given last, from 1.
    private(set) var number = 0
    /// Whether the last line was ended as the others are; where it was not, the text is cut short.
    private(set) var isEnded = true
    private var start = 0
    private var end = 0
    private var isAtEnd = false
    private let source: any ByteSource
    private let document: String

    init(_ source: any ByteSource, document: String) {
        self.source = source
        self.document = document
    }

    /// The next line without its end and the spaces before that; `nil` when there is none.
    mutating func next() throws(SourceError) -> Range<Int>? {
        var searched = start
        while true {
            if let newline = newline(from: searched) {
                let line = start..<newline
                start = newline + 1
                number += 1
                return trimmed(line)
            }
            if isAtEnd {
                guard start < end else { return nil }
                isEnded = false
                let line = start..<end
                start = end
                number += 1
                return trimmed(line)
            }
            searched = end - start
            try refill()
        }
    }

    private func newline(from place: Int) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard place < end, let base = bytes.baseAddress,
                let found = memchr(base + place, 0x0A, end - place)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    private func trimmed(_ line: Range<Int>) -> Range<Int> {
        var upper = line.upperBound
        while upper > line.lowerBound, buffer[upper - 1] <= 0x20 { upper -= 1 }
        return line.lowerBound..<upper
    }

    /// Moves the line under way to the front and reads on behind it.
    private mutating func refill() throws(SourceError) {
        let kept = end - start
        guard kept < buffer.count else {
            throw .malformed(
                document: document,
                reason: "line \(number + 1) has more than \(buffer.count) bytes")
        }
        let (source, start) = (source, start)
        do throws(CompressionError) {
            let count = try buffer.withUnsafeMutableBufferPointer {
                buffer throws(CompressionError) -> Int in
                let bytes = UnsafeMutableRawBufferPointer(buffer)
                bytes.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + kept]))
                return try source.read(
                    into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept...]))
            }
            isAtEnd = count == 0
            self.start = 0
            end = kept + count
        } catch {
            throw SourceError(error, document: document)
        }
    }
}

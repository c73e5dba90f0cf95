import Compression
import Foundation

/// Gives its bytes one at a time, as a slow pipe would.
final class Dripping: ByteSource {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let byte = bytes.popFirst() else { return 0 }
        buffer[0] = byte
        return 1
    }
}

/// Runs the body with the path of a file of these bytes, gone afterwards.
func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let path = NSTemporaryDirectory() + "annals-compression-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
}

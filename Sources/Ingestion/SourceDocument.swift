import Compression
import Digests
import Filings

/// What a source gave at one time: the bytes, and what their file's name tells.
public struct SourceDocument: Sendable {
    public enum Content: Equatable, Sendable {
        case bytes([UInt8])
        /// A regular file's path: for what is too large to be held.
        case file(String)
    }

    /// For messages, and for what a source keeps in its file names.
    public let name: String
    public let content: Content
    /// The day on which the source said this; `nil` when nobody noted it.
    public let observedOn: CivilDay?
    /// Where it was asked for; `nil` for a file.
    public let url: String?
    /// When the answer was there, or had been, where kept bodies are read again.
    public let fetchedAt: Instant?

    /// - Parameter observedOn: The day of fetching; without it, that of `fetchedAt` in UTC, and
    ///   without that the one in the name.
    public init(
        name: String, content: Content, observedOn: CivilDay? = nil, url: String? = nil,
        fetchedAt: Instant? = nil
    ) {
        self.name = name
        self.content = content
        self.observedOn = observedOn ?? fetchedAt?.day ?? Self.day(inName: name)
        self.url = url
        self.fetchedAt = fetchedAt
    }

    /// The same of bytes that are held.
    public init(
        name: String, bytes: [UInt8], observedOn: CivilDay? = nil, url: String? = nil,
        fetchedAt: Instant? = nil
    ) {
        self.init(
            name: name, content: .bytes(bytes), observedOn: observedOn, url: url,
            fetchedAt: fetchedAt)
    }

    /// The bytes of a document that is held, as ``held()`` gives it; none of a file.
    public var bytes: [UInt8] {
        if case .bytes(let bytes) = content { bytes } else { [] }
    }

    /// The same document with its bytes in memory.
    public func held() throws(SourceError) -> SourceDocument {
        guard case .file(let path) = content else { return self }
        let bytes = try SourceFile(path: path).document().bytes
        return SourceDocument(
            name: name, bytes: bytes, observedOn: observedOn, url: url, fetchedAt: fetchedAt)
    }

    /// The file's name without folders, extension, and `@` with what follows it.
    public var stem: String {
        let file = name.split(separator: "/").last ?? ""
        let untimed = file.split(separator: "@", maxSplits: 1).first ?? ""
        guard let dot = untimed.lastIndex(of: ".") else { return String(untimed) }
        return String(untimed[..<dot])
    }

    /// `2023-09-04` of `CIK0000320193@2023-09-04.json`, and the day of `@20260305T112023Z`.
    static func day(inName name: String) -> CivilDay? {
        guard let file = name.split(separator: "/").last, let at = file.lastIndex(of: "@") else {
            return nil
        }
        let digits = file[at...].dropFirst().prefix { $0 != "T" && $0 != "." }
            .filter { $0 != "-" }
        guard digits.count == 8 else { return nil }
        return CivilDay("\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")
    }

    /// Of the bytes as they came, in hexadecimal, and how many they are.
    func digest() throws(SourceError) -> (sha256: String, sizeBytes: Int64) {
        if case .bytes(let bytes) = content {
            return (SHA256.text(of: bytes), Int64(bytes.count))
        }
        let hash = SHA256()
        var size: Int64 = 0
        do throws(CompressionError) {
            let source = try opener()()
            var buffer = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let count = try buffer.withUnsafeMutableBufferPointer {
                    bytes throws(CompressionError) -> Int in
                    let bytes = UnsafeMutableRawBufferPointer(bytes)
                    let count = try source.read(into: bytes)
                    hash.update(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
                    return count
                }
                if count == 0 { break }
                size += Int64(count)
            }
        } catch {
            throw SourceError(error, document: name)
        }
        return (SHA256.hexadecimal(hash.finish()), size)
    }
}

/// What of an answer has come so far: libcurl hands it the head line by line and the body in
/// pieces.
final class ResponseCollector {
    static let mostHeaderBytes = 1 << 18
    /// Of a body that is saved.
    static let startBytes = 4096
    /// Of a body that was to be saved and is none of that kind: an error page.
    static let mostHeldBytes = 64 << 20

    let address: Address
    private let mostBytes: Int
    private let savesBodyTo: String?
    private var file: BodyFile?
    private(set) var status = 0
    private(set) var headers: [String: String] = [:]
    private(set) var body: [UInt8] = []
    /// Whether the head of the final answer is there, and not of an interim one.
    private(set) var isHeadWhole = false
    /// Why the transfer was broken off from here.
    private(set) var failure: FetchError?
    /// On the monotonic clock.
    var lastByteAt = Monotonic.now
    private var headerBytes = 0
    private var packedBytes = 0
    private var gunzip: Gunzip?

    init(_ address: Address, mostBytes: Int, savesBodyTo: String? = nil) {
        self.address = address
        self.mostBytes = mostBytes
        self.savesBodyTo = savesBodyTo
    }

    var response: HTTPResponse {
        HTTPResponse(
            status: status, headers: headers, body: body, url: address.url,
            file: file.map { HTTPResponse.SavedBody(path: $0.path, sizeBytes: $0.sizeBytes) })
    }

    /// Removes what was saved of a body that did not come whole.
    func discardFile() {
        file?.discard()
        file = nil
    }

    /// - Returns: Whether to go on.
    func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        lastByteAt = Monotonic.now
        headerBytes += bytes.count
        guard headerBytes <= Self.mostHeaderBytes else {
            failure = .tooLarge(url: address.url, mostBytes: Self.mostHeaderBytes)
            return false
        }
        // What stands behind a body in chunks is no part of the head.
        if isHeadWhole { return true }
        let line = String(decoding: bytes, as: UTF8.self).filter { $0 != "\r\n" && $0 != "\n" }
        if line.hasPrefix("HTTP/") {
            headers = [:]
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        } else if line.isEmpty {
            isHeadWhole = status >= 200
        } else if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            let end = value.lastIndex { $0 != " " && $0 != "\t" }
            headers[line[..<colon].lowercased()] = end.map { String(value[...$0]) } ?? ""
        }
        return true
    }

    /// - Returns: Whether to go on.
    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        lastByteAt = Monotonic.now
        guard !bytes.isEmpty else { return true }
        if packedBytes == 0, !prepare() { return false }
        packedBytes += bytes.count
        guard let gunzip else { return add(bytes) }
        do {
            return try gunzip.unpack(bytes, add)
        } catch {
            failure = brokenOff(error.reason)
            return false
        }
    }

    /// Checks what libcurl cannot: that the encoding came to its end, and that the body is saved.
    func checkEnd() throws(FetchError) {
        if let gunzip {
            if !gunzip.isAtEnd { throw brokenOff("the gzip encoding has no end") }
        } else if isPacked, packedBytes == 0, status != 204, status != 304,
            headers["content-length"] != "0"
        {
            throw brokenOff("the gzip encoding is empty")
        }
        do {
            try file?.finish()
        } catch {
            throw unsaved(error)
        }
    }

    /// The whole lines that have come, without their ends; what follows the last one stays.
    func takeLines() -> [[UInt8]] {
        guard let end = body.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        let lines = body[..<end].split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        body.removeSubrange(...end)
        return lines.map { line in
            line.last == UInt8(ascii: "\r") ? Array(line.dropLast()) : Array(line)
        }
    }

    func brokenOff(_ reason: String) -> FetchError {
        .brokenOff(host: address.host, afterBytes: sizeBytes, reason: reason)
    }

    private func unsaved(_ failure: BodyFile.Failure) -> FetchError {
        .unsaved(path: savesBodyTo ?? "", reason: failure.reason)
    }

    private var sizeBytes: Int { file?.sizeBytes ?? body.count }
    private var encoding: String { (headers["content-encoding"] ?? "").lowercased() }
    private var isPacked: Bool { encoding == "gzip" || encoding == "x-gzip" }

    private func prepare() -> Bool {
        if let savesBodyTo, (200..<300).contains(status) {
            do {
                file = try BodyFile(path: savesBodyTo)
            } catch {
                failure = unsaved(error)
                return false
            }
        }
        do {
            if isPacked {
                gunzip = try Gunzip()
            } else if !encoding.isEmpty, encoding != "identity" {
                failure = brokenOff("it is encoded as nobody asked for: \(encoding)")
                return false
            }
        } catch {
            failure = brokenOff(error.reason)
            return false
        }
        let announced = headers["content-length"].flatMap { Int($0) } ?? 0
        if !isPacked, savesBodyTo == nil { body.reserveCapacity(min(announced, mostBytes)) }
        return true
    }

    private func add(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let isHeld = file == nil && savesBodyTo != nil
        let most = isHeld ? min(mostBytes, Self.mostHeldBytes) : mostBytes
        guard sizeBytes + bytes.count <= most else {
            failure = .tooLarge(url: address.url, mostBytes: most)
            return false
        }
        guard let file else {
            body.append(contentsOf: bytes)
            return true
        }
        body.append(contentsOf: bytes.prefix(max(0, Self.startBytes - body.count)))
        do {
            try file.append(bytes)
            return true
        } catch {
            failure = unsaved(error)
            return false
        }
    }
}

/// The lines of a live answer on their way to the log, some at a time: the one who fetches waits
/// while a batch is being recorded, so that nothing piles up.
public actor LiveBatches {
    private let request: SourceRequest
    private var lines: [[UInt8]] = []
    private var isClosed = false
    private var reader: CheckedContinuation<Void, Never>?
    private var writer: CheckedContinuation<Void, Never>?

    /// A batch is taken when it has so many lines, or when the source has nothing more to say.
    private static let mostLines = 500

    init(request: SourceRequest) { self.request = request }

    /// Adds a line; returns when there is room for the next.
    ///
    /// - Returns: Whether to go on.
    public func add(_ line: [UInt8]) async -> Bool {
        lines.append(line)
        if lines.count >= Self.mostLines { wakeReader() }
        while lines.count >= Self.mostLines, !isClosed {
            await withCheckedContinuation { writer = $0 }
        }
        return !isClosed
    }

    /// The source is silent for now: what is there is taken.
    ///
    /// - Returns: Whether to go on.
    public func pause() -> Bool {
        if !lines.isEmpty { wakeReader() }
        return !isClosed
    }

    /// Nothing more comes, or nothing more is wanted.
    public func close() {
        isClosed = true
        wakeReader()
        writer?.resume()
        writer = nil
    }

    /// The next lines as a document; `nil` when all is taken and nothing more comes.
    func next() async -> SourceDocument? {
        while lines.isEmpty || (lines.count < Self.mostLines && !isPaused) {
            if isClosed {
                if lines.isEmpty { return nil }
                break
            }
            await withCheckedContinuation { reader = $0 }
        }
        isPaused = false
        let bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
        lines = []
        writer?.resume()
        writer = nil
        return SourceDocument(name: request.documentName, bytes: bytes)
    }

    private var isPaused = false

    private func wakeReader() {
        isPaused = true
        reader?.resume()
        reader = nil
    }
}

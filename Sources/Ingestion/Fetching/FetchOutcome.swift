import Fetching

/// What one try gave.
struct FetchOutcome {
    let answer: SourceAnswer
    let raw: RawAnswer?

    init(answer: SourceAnswer, raw: RawAnswer?) {
        self.answer = answer
        self.raw = raw
    }

    /// What it means that there is no answer.
    ///
    /// - Throws: ``FetcherError/cancelled``.
    init(_ error: FetchError) throws(FetcherError) {
        if error == .cancelled { throw .cancelled }
        let reason = error.description
        self.init(
            answer: error.isTransient ? .broken(reason: reason) : .refused(reason: reason), raw: nil
        )
    }

    /// Whether asking again may help.
    var mayImprove: Bool {
        switch answer {
        case .throttled, .broken: true
        case .content, .unchanged, .notThereYet, .neverWillBe, .pastTheEnd, .refused: false
        }
    }
}

extension RawAnswer {
    /// - Parameter folder: Where the body was to be saved.
    init(_ response: HTTPResponse, in folder: TemporaryFolder? = nil) {
        self.init(status: response.status, headers: response.headers, body: response.body)
        file = response.file.map {
            FetchedFile(path: $0.path, sizeBytes: $0.sizeBytes, in: folder)
        }
    }
}

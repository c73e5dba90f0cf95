import EventStorage
import Filings
import Ingestion

/// A register of lines of text, answered for as EDGAR does it.
struct SampleRegister: NetworkSource {
    let name = "sample-register"
    let hostFamily = "sample.example"
    let requestsPerSecond: Double = 1000

    func reads(fileNamed name: String) -> Bool { name.hasSuffix(".txt") }

    func read(_ document: SourceDocument) throws(SourceError) -> SourceReading {
        var reading = SourceReading()
        reading.notes["lines"] = "\(document.bytes.split(separator: UInt8(ascii: "\n")).count)"
        return reading
    }

    func walk(
        _ order: IngestOrder, checkpoints: [String: SourceCheckpoint]
    ) throws(OrderError) -> any SourceWalk { SampleWalk() }

    func meaning(of answer: RawAnswer, to request: SourceRequest) -> SourceAnswer {
        let text = String(decoding: answer.body, as: UTF8.self)
        switch answer.status {
        case 200: return answer.isHTML ? .broken(reason: "a page of HTML") : .content
        case 304: return .unchanged
        case 403 where text.contains("AccessDenied"): return .notThereYet
        case 403, 429: return .throttled
        case 404: return .neverWillBe
        case 400..<500: return .refused(reason: "status \(answer.status)")
        default: return .broken(reason: "status \(answer.status)")
        }
    }
}

/// One document.
struct SampleWalk: SourceWalk {
    private var isDone = false

    mutating func next() -> SourceRequest? {
        defer { isDone = true }
        return isDone ? nil : SourceRequest(part: "all", url: "https://sample.example/all.txt")
    }

    mutating func take(_ page: WalkedPage) {}
    var coverage: [RunCoverage] { [] }
}

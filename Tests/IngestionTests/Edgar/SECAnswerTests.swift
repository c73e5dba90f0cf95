import Ingestion
import Testing

/// What the SEC's answers mean: by their bodies, since one status stands for three things.
struct SECAnswerTests {
    static let denied = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>
        """
    static let limit = """
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
        <html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head></html>
        """
    static let answers: [(Int, String, String, SourceAnswer)] = [
        (200, "application/octet-stream", "Description: Master", .content),
        (200, "text/plain", "", .broken(reason: "an empty answer")),
        (200, "text/html", limit, .broken(reason: "an HTML page")),
        (200, "text/plain", limit, .broken(reason: "an HTML page")),
        (304, "", "", .unchanged),
        (403, "application/xml", denied, .neverWillBe),
        (403, "text/html", denied, .neverWillBe),
        (403, "text/html", limit, .throttled), (403, "application/xml", limit, .throttled),
        (403, "text/html; charset=UTF-8", "Undeclared Automated Tool", .throttled),
        (
            403, "application/xml", "<Error><Code>Other</Code></Error>",
            .broken(reason: "status 403 that is neither a missing file nor a limit")
        ),
        (
            403, "", "",
            .broken(reason: "status 403 that is neither a missing file nor a limit")
        ),
        (404, "application/xml", "<Error><Code>NoSuchKey</Code></Error>", .neverWillBe),
        (404, "text/html", limit, .neverWillBe), (410, "", "", .neverWillBe),
        (429, "text/html", limit, .throttled), (429, "", "", .throttled),
        (500, "text/html", limit, .broken(reason: "status 500")),
        (503, "", "", .broken(reason: "status 503")),
        (301, "", "", .broken(reason: "status 301")), (408, "", "", .broken(reason: "status 408")),
        (400, "", "", .refused(reason: "status 400")),
        (401, "", "", .refused(reason: "status 401")),
    ]

    @Test(arguments: answers)
    func `an answer is told by its content`(
        status: Int, type: String, body: String, meaning: SourceAnswer
    ) {
        var request = SourceRequest(
            part: "2020-01-01/master", url: "https://www.sec.gov/master.20200101.idx")
        request.absence = .neverWillBe
        let headers = type.isEmpty ? [:] : ["content-type": type]
        let answer = RawAnswer(status: status, headers: headers, body: Array(body.utf8))
        #expect(EdgarIndex().meaning(of: answer, to: request) == meaning)
    }

    @Test(arguments: [SourceAnswer.notThereYet, .neverWillBe, .refused(reason: "x")])
    func `absence means what the request says`(absence: SourceAnswer) {
        var request = SourceRequest(part: "p", url: "https://www.sec.gov/x.idx")
        request.absence = absence
        let answer = RawAnswer(status: 403, body: Array(Self.denied.utf8))
        #expect(EdgarIndex().meaning(of: answer, to: request) == absence)
    }

    @Test func `all of the SEC counts together, below its limit`() {
        #expect(EdgarIndex().hostFamily == "sec.gov")
        #expect(EdgarIndex().requestsPerSecond < 10)
    }
}

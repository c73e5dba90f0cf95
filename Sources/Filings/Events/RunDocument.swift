import CanonicalJSON

/// One document that a run asked for, and what it got.
public struct RunDocument: Equatable, Sendable {
    /// What of the source it is, the same at every run: `2020-Q1/master`, `CIK0000320193`.
    public var part: String
    /// The address, or the file's name.
    public var address: String
    /// `content`, `unchanged`, `not there yet`, `never will be`, `past the end`, `throttled`,
    /// `broken`, `refused`.
    public var answer: String
    /// The HTTP status; `nil` for a file.
    public var status: Int64?
    /// SHA-256 of the bytes as they came, in hexadecimal.
    public var sha256: String?
    public var sizeBytes: Int64?
    public var fetchedAt: Instant?
    /// Why it was not taken.
    public var reason: String?
    public var counts: RunCounts

    public init(part: String, address: String, answer: String, counts: RunCounts = RunCounts()) {
        self.part = part
        self.address = address
        self.answer = answer
        self.counts = counts
    }

    init(_ members: EventMembers) throws(EventDataError) {
        self.init(
            part: try members.text("part"), address: try members.text("address"),
            answer: try members.text("answer"),
            counts: RunCounts(try members.optionalObject("counts") ?? [:]))
        status = try members.optionalInteger("status")
        sha256 = try members.optionalText("sha256")
        sizeBytes = try members.optionalInteger("sizeBytes")
        fetchedAt = try members.optionalInstant("fetchedAt")
        reason = try members.optionalText("reason")
    }

    public var json: JSONObject {
        var json: JSONObject = [
            "part": .string(part), "address": .string(address), "answer": .string(answer),
        ]
        json["status"] = status.map { .integer($0) }
        json["sha256"] = sha256.map { .string($0) }
        json["sizeBytes"] = sizeBytes.map { .integer($0) }
        json["fetchedAt"] = (fetchedAt?.text).map { .string($0) }
        json["reason"] = reason.map { .string($0) }
        if !counts.json.isEmpty { json["counts"] = .object(counts.json) }
        return json
    }
}

/// A part of a document that was not taken.
public struct RunRefusal: Equatable, Sendable {
    /// `CIK0000320193.json, row 12`
    public var place: String
    public var reason: String

    public init(place: String, reason: String) {
        self.place = place
        self.reason = reason
    }

    init(_ members: EventMembers) throws(EventDataError) {
        self.init(place: try members.text("place"), reason: try members.text("reason"))
    }

    public var json: JSONObject { ["place": .string(place), "reason": .string(reason)] }
}

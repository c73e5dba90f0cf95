import EventStorage
import Filings

extension EdgarIndex: NetworkSource {
    public func walk(
        _ order: IngestOrder, checkpoints: [String: SourceCheckpoint]
    ) throws(OrderError) -> any SourceWalk {
        if order.isBulk || order.isLive {
            let option = order.isBulk ? "one file with everything" : "live announcements"
            throw .unusable(source: name, reason: "it has no \(option); name days or quarters")
        }
        guard order.days != nil || !order.quarters.isEmpty else {
            throw .missing(
                source: name,
                hint: "--day 2020-01-03, --since 2020-01-02 with --until, or --quarter 2020-Q1")
        }
        let variant = order.variant ?? IndexFileName.variants[0]
        guard IndexFileName.variants.contains(variant) else {
            let known = IndexFileName.variants.joined(separator: ", ")
            throw .unusable(source: name, reason: "there is no index \(variant), but \(known)")
        }
        if let days = order.days, days.lowerBound.year < 1993 {
            throw .unusable(source: name, reason: "EDGAR's indexes begin in 1993")
        }
        guard let today = EasternTime.wallClock(at: order.now)?.day else {
            throw .unusable(source: name, reason: "the present is before 1967")
        }
        if let days = order.days, days.upperBound > today.adding(days: 366) {
            throw .unusable(source: name, reason: "\(days.upperBound) is more than a year ahead")
        }
        return IndexWalk(
            quarters: order.quarters, days: order.days, variant: variant, server: order.server,
            today: today, checkpoints: checkpoints)
    }

    public func meaning(of answer: RawAnswer, to request: SourceRequest) -> SourceAnswer {
        SECRegister.meaning(of: answer, to: request)
    }

    public var hostFamily: String { SECRegister.hostFamily }
    public var requestsPerSecond: Double { SECRegister.requestsPerSecond }
}

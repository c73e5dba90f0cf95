import Filings

/// The days between which a fact became public.
struct PublicDays: Equatable, Sendable {
    /// The first day on which it may have been public.
    let from: CivilDay
    /// The day by which its content certainly was; `nil`: unknown. Before ``from`` where another
    /// source had it earlier.
    let by: CivilDay?

    /// Where only the day by which is known, nothing shows that it was public before.
    ///
    /// - Returns: `nil` when neither is known.
    init?(from: CivilDay?, by: CivilDay?) {
        guard let first = from ?? by else { return nil }
        self.from = first
        self.by = by
    }

    /// A filing's: between the register's own date and the day of its time, or since the day of its
    /// release.
    ///
    /// - Parameters:
    ///   - publishedOn: The day, in UTC, of the time at which the register made it public.
    ///   - releasedOn: The day before which it was kept from the public; counts where that time is
    ///     unknown and the day is after the register's own.
    init(filedOn: CivilDay, publishedOn: CivilDay?, releasedOn: CivilDay?) {
        if let publishedOn {
            from = min(publishedOn, filedOn)
            by = max(publishedOn, filedOn)
        } else {
            from = max(releasedOn ?? filedOn, filedOn)
            by = from
        }
    }

    /// Whether the fact may have been public by the end of a day.
    func maybe(by day: CivilDay) -> Bool { from <= day }

    /// Whether it certainly was.
    func certainly(by day: CivilDay) -> Bool {
        maybe(by: day) && self.by.map { $0 <= day } ?? false
    }
}

extension RecordedEvent {
    /// When what the event says became public, as far as it says so itself; `nil` when nobody
    /// knows.
    ///
    /// A revision of a claim is public from the day that it names, else that of its recording.
    /// A register's later word on a filing is public from the day on which it was read there, which
    /// is never after the day of its recording: an entry's published time is the filing's, and
    /// that a register said it before is not known.
    var publicDays: PublicDays? {
        switch event {
        case .filingListed(let filing):
            return PublicDays(
                filedOn: filing.filedOn, publishedOn: publishedAt?.day,
                releasedOn: filing.releasedOn)
        case .filingDetailed, .filingCorrected, .filingDelisted, .filingRelisted:
            let recorded = recordedAt.day
            let day = min(event.filingReference?.observedOn ?? recorded, recorded)
            return PublicDays(from: day, by: day)
        case .claimAsserted(let claim): return claim.publicDays
        case .claimRevised(let revision):
            let day = revision.publishedOn ?? recordedAt.day
            return PublicDays(from: day, by: day)
        case .companyNamed(let named):
            return PublicDays(
                from: nil,
                by: named.kind == .former ? named.to ?? named.observedOn : named.observedOn)
        case .companyIdentified(let identified):
            return PublicDays(from: nil, by: identified.observedOn)
        case .companyDescribed(let described):
            return PublicDays(from: nil, by: described.observedOn)
        case .projectionSkipped, .logAccessed, .logReopened, .partAttached, .partErased:
            return nil
        case .runFinished(let run): return PublicDays(from: nil, by: run.finishedAt.day)
        case .unknown: return PublicDays(from: nil, by: publishedAt?.day)
        }
    }
}

extension Claim {
    /// When the claim's content became public; `nil` when nobody knows.
    var publicDays: PublicDays? { PublicDays(from: publishedOn?.earliest.day, by: publicBy) }
}

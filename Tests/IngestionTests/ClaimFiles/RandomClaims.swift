import Filings
import TestSupport

/// Claims of every shape, the same ones for the same seed.
struct RandomClaims: RandomNumberGenerator {
    private var numbers: SplitMix64

    init(seed: UInt64) { numbers = SplitMix64(seed: seed) }

    mutating func next() -> UInt64 { numbers.next() }

    mutating func claim(_ number: Int) throws -> Claim {
        var claim = Claim(
            id: "C\(number)", company: pick(["innotron", "cxmt", "company-7"]),
            kind: pick(ClaimKind.known), state: pick(ClaimState.known), title: text(),
            source: source(), date: try maybe { try $0.date() })
        claim.publishedOn = try maybe { try $0.date() }
        claim.knownOn = maybe { $0.day() }
        claim.knownThrough = maybe { $0.text() }
        claim.about = maybe { $0.text() }
        claim.amount = maybe { $0.amount() }
        claim.otherAmounts = several { $0.amount() }
        claim.quantities = several { $0.quantity() }
        claim.parties = several {
            ClaimParty(
                name: $0.text(), role: $0.text(), key: $0.maybe { $0.key() },
                note: $0.maybe { $0.text() })
        }
        claim.milestone = maybe {
            ClaimMilestone(
                key: $0.text(), phase: $0.pick(MilestonePhase.allCases),
                name: $0.maybe { $0.text() })
        }
        claim.relation = maybe {
            ClaimRelation(
                subject: $0.end(), predicate: $0.pick(RelationPredicate.known), object: $0.end(),
                share: $0.maybe { $0.decimal() })
        }
        addLinks(to: &claim)
        return claim
    }

    private mutating func addLinks(to claim: inout Claim) {
        claim.names = several {
            ClaimName(
                name: $0.text(), kind: $0.maybe { $0.text() }, language: $0.maybe { $0.text() },
                key: $0.maybe { $0.key() })
        }
        claim.place = maybe { $0.text() }
        claim.note = maybe { $0.text() }
        claim.attribution = maybe { $0.text() }
        claim.backing = several {
            ClaimBacking(
                source: $0.text(), stance: $0.pick(BackingStance.allCases),
                quote: $0.maybe { $0.text() }, note: $0.maybe { $0.text() })
        }
        claim.sameAs = several { $0.link() }
        claim.restates = several { $0.link() }
        claim.derivedFrom = maybe {
            ClaimDerivation(
                rule: $0.text(), inputs: [$0.text()] + $0.several { $0.text() },
                assumption: $0.maybe { $0.text() }, working: $0.maybe { $0.text() })
        }
        claim.looked = maybe {
            ClaimSearch(
                on: $0.day(), sources: [$0.text()] + $0.several { $0.text() },
                subject: $0.maybe { $0.text() })
        }
    }

    // MARK: Parts

    private mutating func source() -> ClaimSource {
        var source = ClaimSource(
            id: maybe { $0.text() }, title: text(), publisher: maybe { $0.text() },
            url: maybe { "https://example.org/\($0.next())?a=b#c" },
            tier: maybe { $0.pick(SourceTier.allCases) }, quote: maybe { $0.text() })
        source.author = maybe { $0.text() }
        source.language = maybe { $0.pick(["en", "zh-Hans"]) }
        source.sha256 = maybe { _ in String(repeating: "0123456789abcdef", count: 4) }
        source.retrieved = maybe { $0.pick(["2026-11-23", "2026-11-23T12:00:00+08:00"]) }
        source.note = maybe { $0.text() }
        return source
    }

    private mutating func date() throws -> UncertainDate {
        let wordings = [
            "mid-2026", "2024-06", "in June 2024", "end of 2026", "[..2026-07-02]", "2024?-06~",
            "by the end of 2026", "2026-02-XX", "2024-06-12", "H1 2026", "2024-05/..", "/2024",
        ]
        var date = try UncertainDate.reading(pick(wordings))
        if next() % 4 == 0 {
            date.quoted = text()
            date.edtf = nil
            date.earliest = pick([.unknown, .open, .day(day())])
            date.status = pick(UncertainDate.Status.allCases)
            date.latest = pick([.unknown, .open])
            date.year = UncertainDate.Component(
                value: 2024, status: .inferred, rule: text(), inputs: [text()],
                assumption: text(), candidates: [2024, 2025],
                corroboratedBy: [.init(source: text(), quote: text(), published: "2024")])
        }
        return date
    }

    private mutating func amount() -> ClaimAmount {
        let (bound, lower, upper) = range()
        return ClaimAmount(
            value: lower, currency: pick(Currency.codes), bound: bound, upper: upper,
            quoted: maybe { $0.text() }, label: maybe { $0.text() })
    }

    private mutating func quantity() -> ClaimQuantity {
        let (bound, lower, upper) = range()
        return ClaimQuantity(
            value: lower, unit: text(), per: maybe { $0.text() }, bound: bound, upper: upper,
            label: maybe { $0.text() })
    }

    private mutating func range() -> (AmountBound, ExactDecimal, ExactDecimal?) {
        let bound = pick(AmountBound.allCases)
        let one = decimal()
        guard bound == .between else { return (bound, one, nil) }
        let other = decimal()
        return other.isLess(than: one) ? (bound, other, one) : (bound, one, other)
    }

    private mutating func decimal() -> ExactDecimal {
        let whole = Int64(truncatingIfNeeded: next()) >> (next() % 60)
        let fraction = next() % 2 == 0 ? "" : ".\(next() % 100)0"
        return ExactDecimal("\(whole)\(fraction)") ?? decimal()
    }

    private mutating func link() -> ClaimLink {
        ClaimLink(
            claim: text(), status: pick(UncertainDate.Status.allCases), note: maybe { $0.text() })
    }

    private mutating func end() -> ClaimRelation.End {
        ClaimRelation.End(name: text(), key: maybe { $0.key() })
    }

    private mutating func day() -> CivilDay { CivilDay(daysSinceEpoch: Int(next() % 40_000)) }

    private mutating func key() -> String { pick(["innotron", "cik-0000320193", "a1"]) }

    /// Texts that files have trouble with: what looks like something else, quotes, other scripts.
    mutating func text() -> String {
        let words = [
            "no", "null", "~", "0123", "1e5", "2024-06-12", "a: b", "#c", "'", "\"", "\\", "- x",
            "{y}", "[z]", "&a", "*a", "!t", "%", "@", "`", "|", ">", "睿力集成", "ü", "e\u{301}", "😀",
            "line\nline", "\ttab", "true", "<<", "?", "=", ",", "\u{1}", "\u{200B}",
        ]
        let count = Int(next() % 3) + 1
        let joined = (0..<count).map { _ in pick(words) }.joined(separator: pick(["", " ", "-"]))
        return joined.first?.isWhitespace == true ? "x" + joined : joined
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }

    private mutating func maybe<Value>(
        _ make: (inout RandomClaims) throws -> Value
    ) rethrows -> Value? {
        next() % 3 == 0 ? nil : try make(&self)
    }

    private mutating func several<Value>(_ make: (inout RandomClaims) -> Value) -> [Value] {
        (0..<Int(next() % 3)).map { _ in make(&self) }
    }
}

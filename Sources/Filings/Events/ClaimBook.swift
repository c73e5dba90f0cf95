/// The claims of one stream with their versions, by the order in which they were asserted.
public struct ClaimBook: Equatable, Sendable {
    private var places: [String: Int] = [:]
    /// Retracted ones too.
    public private(set) var histories: [ClaimHistory] = []

    public init() {}

    /// - Parameter events: Of one stream, in their order.
    public init(_ events: some Sequence<RecordedEvent>) {
        for event in events { apply(event) }
    }

    /// Those that count.
    public var inForce: [ClaimHistory] { histories.filter(\.isInForce) }

    /// A claim by its id.
    public subscript(id: String) -> ClaimHistory? { places[id].map { histories[$0] } }

    /// Takes the stream's next event; one that is about no claim changes nothing.
    public mutating func apply(_ event: RecordedEvent) {
        switch event.event {
        case .claimAsserted(let claim):
            guard places[claim.id] == nil, let history = ClaimHistory(event) else { return }
            places[claim.id] = histories.count
            histories.append(history)
        case .claimRevised(let revision):
            guard let place = places[revision.claim.id] else { return }
            histories[place].apply(event)
        default: return
        }
    }
}

import CanonicalJSON
import Filings
import Projections
import Rendering

/// The lines of a page: those of the answer, and the versions that were public on other days.
struct PageItems {
    private let timeline: CompanyTimeline
    private let states: ReadModels.States
    private let question: TimelineQuestion
    private let window: DayWindow
    private let details: PageDetails

    init(
        _ timeline: CompanyTimeline, states: ReadModels.States, question: TimelineQuestion,
        window: DayWindow, details: PageDetails
    ) {
        self.timeline = timeline
        self.states = states
        self.question = question
        self.window = window
        self.details = details
    }

    /// In the order of the history; of one line its versions after each other.
    var items: [PageItem] {
        let shown = timeline.history.items
        let lines = timeline.history.lines.map(\.line)
        var left = Dictionary(
            grouping: shown.enumerated(), by: { $1.record["id"]?.stringValue ?? "" }
        ).mapValues { $0.map(\.offset) }
        let asOf = timeline.limits.asOf
        var pages: [(key: (Int, Int, Int64), page: PageItem)] = []
        let stated = CompanyHistory(
            ReadModels.PublishedLines(all: states.lines.map(\.line)), window: window,
            certain: question.certain
        ).keeping(kinds: question.kinds)
        var places = Places(states.lines)
        for (item, line) in zip(stated.items, stated.lines.map(\.line)) {
            guard let state = places.take(item.record) else { continue }
            let isOpen = asOf.map { Self.holds(state, on: $0) } ?? (state.to == nil)
            let id = item.record["id"]?.stringValue ?? ""
            let index =
                isOpen ? left[id]?.firstIndex { shown[$0].record == item.record } : nil
            let known = index.flatMap { left[id]?.remove(at: $0) }
            // Whoever asks for a day gets nothing that became public later, hidden or not.
            if asOf != nil, known == nil { continue }
            let page = PageItem(
                known.map { shown[$0] } ?? item, key: state.key, from: state.from, to: state.to,
                isShown: known != nil, isCurrent: known != nil && asOf == nil,
                details: details.of(item.record))
            pages.append((line.sortKey, page))
        }
        for index in left.values.flatMap(\.self).sorted() {
            let item = shown[index]
            // Nobody knows since when it is public: on no day, and in the whole history.
            let page = PageItem(
                item, key: item.id, from: nil, to: nil, isShown: true, isCurrent: asOf == nil,
                details: details.of(item.record))
            pages.append((lines[index].sortKey, page))
        }
        return pages.enumerated().sorted { one, other in
            let (first, second) = (one.element.key, other.element.key)
            return first == second ? one.offset < other.offset : first < second
        }.map(\.element.page)
    }

    private static func holds(_ state: ReadModels.StatedLine, on day: CivilDay) -> Bool {
        state.from <= day && state.to.map { $0 > day } ?? true
    }

    /// States by their records, each to be taken once.
    private struct Places {
        private var states: [JSONObject: [ReadModels.StatedLine]] = [:]

        init(_ lines: [ReadModels.StatedLine]) {
            for line in lines { states[line.line.record, default: []].append(line) }
        }

        mutating func take(_ record: JSONObject) -> ReadModels.StatedLine? {
            guard let found = states[record]?.first else { return nil }
            states[record]?.removeFirst()
            return found
        }
    }
}

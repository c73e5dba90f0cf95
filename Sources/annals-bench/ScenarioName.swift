import ArgumentParser

/// The scenarios, in the order in which they run: those that append come last.
enum ScenarioName: String, CaseIterable, ExpressibleByArgument {
    case bulk
    case disk
    case streamMedian = "stream-median"
    case streamLargest = "stream-largest"
    case replay
    case timeline
    case verify
    case sealedImport = "sealed-import"
    case appendOne = "append-1"
    case appendEight = "append-8"
    case indexParse = "index-parse"
    case quarter
    case quarterEleventh = "quarter-eleventh"
    case rebuild
    case catchUp = "catch-up"
    case flat
    case questions
    case growth
    case partitions
}

import Testing

@testable import Rendering

struct ProgressLineTests {
    @Test(
        arguments: [
            (1_200, 48_000, 10, "1,200 of 48,000 (2 %), 7 min left"), (0, 10, 5, "0 of 10 (0 %)"),
            (10, 10, 5, "10 of 10 (100 %)"), (5, 10, 0, "5 of 10 (50 %)"),
            (5, nil, 9, "5"), (999, 1_000, 3_600, "999 of 1,000 (99 %), 4 s left"),
            (1, 10_000, 9, "1 of 10,000 (0 %), 25 h left"),
        ] as [(Int, Int?, Int, String)])
    func `it says how far and how long`(done: Int, total: Int?, seconds: Int, text: String) {
        let line = ProgressLine(
            task: "reading", done: done, total: total, elapsed: .seconds(seconds))
        #expect(line.text(width: 80) == "reading  " + text)
    }

    @Test func `it never exceeds its width`() {
        let line = ProgressLine(
            task: "rebuilding 睿力集成\u{1b}", done: 12, total: 48, elapsed: .seconds(3))
        for width in 0...60 {
            #expect(CellMeasure().width(of: line.text(width: width)) <= width)
        }
        #expect(line.text(width: 36) == "rebuild..  12 of 48 (25 %), 9 s left")
    }
}

import TestSupport
import Testing

@testable import Rendering

struct WrappingTests {
    @Test(arguments: [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("raise CNY 1.5bn now", 10, ["raise", "CNY 1.5bn", "now"]),
        ("at least 17.1 billion yuan here", 18, ["at least", "17.1 billion yuan", "here"]),
        ("due on 2 July 2026, then", 12, ["due on", "2 July 2026,", "then"]),
        ("since June 2024 it", 10, ["since", "June 2024", "it"]),
        ("30,000 units a month", 8, ["30,000", "units a", "month"]),
        ("slip of 182 days max", 10, ["slip of", "182 days", "max"]),
        ("about US$ 5 more", 9, ["about", "US$ 5", "more"]),
        ("raised >= 5 today", 9, ["raised", ">= 5", "today"]),
        ("form 10-K items 1.01", 12, ["form 10-K", "items 1.01"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("睿力集成存储", 5, ["睿力", "集成", "存储"]),
        ("投资，建设", 4, ["投", "资，", "建设"]),
        ("投资171亿元", 6, ["投资", "171亿", "元"]),
        ("a  b", 3, ["a b"]),
        ("👨‍👩‍👧👨‍👩‍👧", 2, ["👨‍👩‍👧", "👨‍👩‍👧"]),
        ("wide 字", 1, ["w", "i", "d", "e", "字"]),
    ])
    func `lines break where a reader expects`(text: String, width: Int, lines: [String]) {
        #expect(CellMeasure().wrapped(text, to: width) == lines)
    }

    @Test func `a piece marked whole is broken only when a line cannot hold it`() {
        var wrapping = Wrapping(measure: CellMeasure(), width: 12)
        wrapping.append("plant")
        wrapping.append("up to a day", whole: true)
        #expect(wrapping.finish() == ["plant", "up to a day"])
    }

    @Test func `no word is lost, doubled or wider than the line`() {
        var random = SplitMix64(seed: 21)
        let words = [
            "a", "睿力集成", "CNY", "1.5bn", "é", "2", "July", "2026", "superannuation", "，", "👍🏽",
        ]
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 0...20, using: &random))
                .map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
            let width = Int.random(in: 2...40, using: &random)
            let measure = CellMeasure(ambiguousWide: Bool.random(using: &random))
            let lines = measure.wrapped(text, to: width)
            #expect(lines.allSatisfy { measure.width(of: $0) <= width }, "\(text) in \(width)")
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        }
    }
}

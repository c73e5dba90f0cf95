import Filings
import Testing

struct EightKItemTests {
    private static let today = CivilDay(daysSinceEpoch: 20_000)

    @Test(arguments: [
        ("5.02", "5.02"), ("9.01", "9.01"), ("1.05", "1.05"), ("6.06", "6.06"), ("12", "2.02"),
        ("7", "9.01"), ("1", "5.01"), ("11", "5.04"),
    ])
    func `a code of either numbering has a meaning and a place in today's`(
        code: String, current: String
    ) throws {
        let item = try #require(EightKItem.item(code, filedOn: Self.today))
        #expect(item.code == code)
        #expect(item.currentCode == current)
        #expect(!item.meaning.isEmpty)
    }

    @Test(arguments: ["", "0", "13", "1.06", "5.2", "05.02", "2.02 ", "A", "9.1"])
    func `a code that the form never had has none`(code: String) {
        #expect(EightKItem.item(code, filedOn: Self.today) == nil)
    }

    @Test(arguments: [("1998-03-02", "3.02"), ("2000-10-22", "3.02"), ("2000-10-23", "7.01")])
    func `item 9 changed its meaning in 2000`(filedOn: String, current: String) throws {
        let day = try #require(CivilDay(filedOn))
        #expect(EightKItem.item("9", filedOn: day)?.currentCode == current)
    }

    @Test func `every old item leads to a current one and no code occurs twice`() {
        let codes = EightKItem.current.map(\.code)
        #expect(codes.count == 33)
        #expect(Set(codes).count == codes.count)
        #expect(EightKItem.old.map(\.code) == (1...12).map(String.init))
        #expect(EightKItem.old.allSatisfy { codes.contains($0.currentCode) })
        #expect(EightKItem.current.allSatisfy { $0.code == $0.currentCode })
    }

    @Test func `exhibits are attachments in both numberings`() {
        let attachments = (EightKItem.current + EightKItem.old).filter(\.isAttachment)
        #expect(attachments.map(\.code) == ["9.01", "7"])
    }

    @Test(arguments: [
        ("8-K", true), ("8-K/A", true), ("8-K12B", true), ("8-K12G3/A", true),
        ("8-K15D5", true), ("6-K", false), ("D", false), ("8-A12B", false), ("8-K/A/A", false),
        ("", false), ("1-U", false), ("ABS-15G", false),
    ])
    func `the family is Form 8-K, its variants and their amendments`(
        form: String, belongs: Bool
    ) {
        #expect(EightKItem.isFamily(form: form) == belongs)
    }

    @Test func `a filing gives the meanings in the order of its items`() throws {
        var filing = FilingListed(
            filer: "1", accession: "0000000001-04-000001", form: "8-K/A",
            filedOn: try #require(CivilDay("2004-08-22")))
        filing.items = ["12", "99", "7"]
        #expect(filing.itemMeanings.map { $0?.currentCode } == ["2.02", nil, "9.01"])
        filing.form = "D"
        #expect(filing.itemMeanings == [nil, nil, nil])
    }
}

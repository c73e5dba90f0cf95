import Filings
import Testing

struct EightKItemTitleTests {
    @Test(arguments: [
        ("Other Events", "2004-08-22", "5"),
        ("Other Events", "2004-08-23", "8.01"),
        ("Results of Operations and Financial Condition", "2003-05-01", "12"),
        ("results of operations AND financial condition", "2023-03-15", "2.02"),
        ("Acquisition or Disposition of Assets", "2004-09-30", "2"),
        ("Completion of Acquisition or Disposition of Assets", "2004-08-01", "2.01"),
        (
            "Departure of Directors or Principal Officers; Election of Directors; Appointment of "
                + "Principal Officers", "2005-04-27", "5.02"
        ),
        (
            "Departure of Directors or Certain Officers; Election of Directors; Appointment of "
                + "Certain Officers: Compensatory Arrangements of Certain Officers", "2026-03-06",
            "5.02"
        ),
        ("Changes in Registrant's Certifying Accountant", "2001-01-01", "4"),
        ("Changes in Registrant\u{2019}s Certifying Accountant", "2011-01-01", "4.01"),
        ("", "2024-01-01", nil), ("Weather", "2024-01-01", nil),
    ])
    func `a title is the item of its time`(title: String, day: String, code: String?) throws {
        let filedOn = try #require(CivilDay(day))
        #expect(EightKItem.code(titled: title, filedOn: filedOn) == code)
    }

    @Test func `a title leads to an item that has a meaning`() throws {
        let days = [CivilDay("2004-08-22"), CivilDay("2004-08-23")].compactMap(\.self)
        let titles = ["Static Pool", "Bankruptcy or Receivership", "Change in Fiscal Year"]
        for day in days {
            for title in titles {
                let code = try #require(EightKItem.code(titled: title, filedOn: day))
                #expect(EightKItem.item(code, filedOn: day) != nil)
            }
        }
    }
}

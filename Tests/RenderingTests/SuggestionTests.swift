import Testing

@testable import Rendering

struct SuggestionTests {
    private let known = ["position", "version", "title", "date.edtf", "amount", "publishedOn"]

    @Test(arguments: [
        ("titel", "title"), ("TITLE", "title"), ("pos", "position"), ("amout", "amount"),
        ("publishedAt", "publishedOn"), ("xyz", nil), ("", nil), ("date.edft", "date.edtf"),
        ("verison", "version"), ("t", nil),
    ])
    func `the nearest known word is suggested`(word: String, expected: String?) {
        #expect(Suggestion.closest(to: word, in: known) == expected)
    }

    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "abd", 1),
        ("kitten", "sitting", 3), ("ca", "abc", 3), ("abc", "", 3),
    ])
    func `a swap of neighbours counts once`(one: String, other: String, distance: Int) {
        #expect(Suggestion.editDistance(Array(one), Array(other), limit: 9) == distance)
    }

    @Test func `of equally near words the first is taken`() {
        #expect(Suggestion.closest(to: "formx", in: ["forms", "formy"]) == "forms")
        #expect(Suggestion.closest(to: "a", in: []) == nil)
    }
}

/// Spaces; `String(repeating:count:)` appends them one by one, which shows in long listings.
enum Blank {
    private static let longest = String(repeating: " ", count: 256)

    static func cells(_ count: Int) -> String {
        if count > 256 { return String(repeating: " ", count: count) }
        return String(Substring(longest.utf8.prefix(max(0, count))))
    }
}

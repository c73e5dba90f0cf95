/// A Chinese title that says of itself that it corrects, supplements or replaces another filing, and
/// how that other one's title may read.
///
/// Registers of mainland China publish a correction as an announcement of its own, without a
/// pointer to the original: `2024年年度报告（更正后）`, `关于2024年年度报告的更正公告`. The same words inside
/// a title mean something else, `补充流动资金` is working capital and `修订《公司章程》` a change of the
/// articles: only a mark in brackets, a mark at the end and the names of correcting announcements
/// count.
public struct CorrectionTitle: Equatable, Sendable {
    /// The words that say so: `更正后`, `更正公告`.
    public let mark: String
    /// Titles that the original may have, the likeliest first.
    public let originals: [String]

    /// - Returns: `nil` when the title has no mark.
    public init?(_ title: String) {
        let text = title.filter { !$0.isWhitespace }
        guard
            let found = Self.bracketed(text) ?? Self.announcement(text) ?? Self.aboutCorrecting(
                text)
                ?? Self.trailing(text)
        else { return nil }
        var originals: [String] = []
        for original in found.originals
        where !original.isEmpty && original != text && !originals.contains(original) {
            originals.append(original)
        }
        if originals.isEmpty { return nil }
        mark = found.mark
        self.originals = originals
    }

    /// How two titles are compared: brackets and blanks of either width, with book-title marks or
    /// without, `《2024年年度报告》`.
    public static func comparable(_ title: String) -> String {
        String(
            title.compactMap { character -> Character? in
                if character.isWhitespace { return nil }
                return switch character {
                case "(": "（"
                case ")": "）"
                case "《", "》": nil
                default: character
                }
            })
    }

    private static let deeds = ["更正", "补充", "更新", "修订", "修正"]
    private static let joints = ["及", "和", "与", "、", "暨", "并"]
    private static let forms = ["后", "版", "稿", "本", "件", "后版本"]

    /// `更正`, `更正后`, `更正及补充版`, `补充更正`: nothing but deeds and at most one form.
    private static func isMark(_ words: some StringProtocol, needsForm: Bool) -> Bool {
        var rest = words[...]
        var deedCount = 0
        while let deed = deeds.first(where: { rest.hasPrefix($0) }) {
            rest = rest.dropFirst(deed.count)
            deedCount += 1
            if let joint = joints.first(where: { rest.hasPrefix($0) }) {
                rest = rest.dropFirst(joint.count)
            }
        }
        guard deedCount > 0 else { return false }
        return rest.isEmpty ? !needsForm : forms.contains(String(rest))
    }

    /// Words in brackets may also say how often, `二次修订稿`, `修订版2`; those that say when,
    /// `2031年8月修订`, are of rules and articles that were changed, and correct nothing.
    private static func isMarkInBrackets(_ words: Substring) -> Bool {
        var rest = words.drop { counts.contains($0) }
        while let last = rest.last, last.isNumber { rest.removeLast() }
        for form in ["版", "稿", ""] {
            for kind in ["披露", "说明"] where rest.hasSuffix(kind + form) {
                return isMark(rest.dropLast(kind.count + form.count), needsForm: false)
            }
        }
        return isMark(rest, needsForm: false)
    }

    private static let counts = Set("一二三四五六七八九十第次再")

    /// `2024年年度报告（更正后）`, also before further words: `预案（修订稿）的公告`.
    private static func bracketed(_ text: String) -> (mark: String, originals: [String])? {
        let pairs: [(Character, Character)] = [("（", "）"), ("(", ")"), ("【", "】"), ("[", "]")]
        for (opening, closing) in pairs {
            var rest = text[...]
            while let open = rest.lastIndex(of: opening) {
                let inside = text[text.index(after: open)...]
                if let close = inside.firstIndex(of: closing) {
                    let words = inside[..<close]
                    if isMarkInBrackets(words) {
                        let after = text[text.index(after: close)...]
                        return (String(words), [String(text[..<open] + after)])
                    }
                }
                rest = text[..<open]
            }
        }
        return nil
    }

    /// `关于2024年年度报告的更正公告`, `2024年度业绩预告更正公告`, `关于…的补充公告`.
    private static func announcement(_ text: String) -> (mark: String, originals: [String])? {
        guard let kind = ["公告", "说明", "的公告"].first(where: { text.hasSuffix($0) }) else {
            return nil
        }
        let head = text.dropLast(kind.count)
        for length in stride(from: min(6, head.count), through: 2, by: -1) {
            let words = head.suffix(length)
            let subject = head.dropLast(length)
            guard !subject.isEmpty, isMark(words, needsForm: false) else { continue }
            return (
                words + kind, originals(of: subject.hasSuffix("的") ? subject.dropLast() : subject)
            )
        }
        return nil
    }

    /// `关于更正2024年年度报告的公告`; other deeds in this place are changes of articles and the like.
    private static func aboutCorrecting(
        _ text: String
    ) -> (mark: String, originals: [String])? {
        guard text.hasSuffix("的公告"), let about = text.firstRange(of: "关于更正") else { return nil }
        let head = text[..<about.lowerBound]
        return ("更正", originals(of: head + "关于" + text[about.upperBound...].dropLast(3)))
    }

    /// `2024年年度报告更正后`, `2024年年度报告-修订版`.
    private static func trailing(_ text: String) -> (mark: String, originals: [String])? {
        for length in stride(from: min(8, text.count), through: 3, by: -1) {
            let words = text.suffix(length)
            guard isMark(words, needsForm: true) else { continue }
            var head = text.dropLast(length)
            while let last = head.last, "-－—–_：:、".contains(last) { head.removeLast() }
            return (String(words), [String(head)])
        }
        return nil
    }

    /// A subject `某公司关于甲` stands for the documents `甲` and `某公司关于甲的公告`.
    private static func originals(of subject: some StringProtocol) -> [String] {
        let subject = String(subject)
        guard let about = subject.firstRange(of: "关于") else { return [subject, subject + "公告"] }
        let inner = String(subject[about.upperBound...])
        let company = String(subject[..<about.lowerBound])
        return [inner, company + inner, subject + "的公告", subject + "公告", inner + "公告"]
    }
}

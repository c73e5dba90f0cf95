import Filings

/// What a source gave at one time: the bytes, and what their file's name tells.
public struct SourceDocument: Sendable {
    /// For messages, and for what a source keeps in its file names.
    public let name: String
    public let bytes: [UInt8]
    /// The day on which the source said this; `nil` when nobody noted it.
    public let observedOn: CivilDay?

    /// - Parameter observedOn: The day of fetching; without it, the one in the name.
    public init(name: String, bytes: [UInt8], observedOn: CivilDay? = nil) {
        self.name = name
        self.bytes = bytes
        self.observedOn = observedOn ?? Self.day(inName: name)
    }

    /// The file's name without folders, extension, and `@` with what follows it.
    public var stem: String {
        let file = name.split(separator: "/").last ?? ""
        let untimed = file.split(separator: "@", maxSplits: 1).first ?? ""
        guard let dot = untimed.lastIndex(of: ".") else { return String(untimed) }
        return String(untimed[..<dot])
    }

    /// `2023-09-04` of `CIK0000320193@2023-09-04.json`, and the day of `@20260305T112023Z`.
    static func day(inName name: String) -> CivilDay? {
        guard let file = name.split(separator: "/").last, let at = file.lastIndex(of: "@") else {
            return nil
        }
        let digits = file[at...].dropFirst().prefix { $0 != "T" && $0 != "." }
            .filter { $0 != "-" }
        guard digits.count == 8 else { return nil }
        return CivilDay("\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")
    }
}

/// A mapping cannot be used; one sentence says where and why.
public struct CSVMappingError: Error, Equatable, Sendable, CustomStringConvertible {
    public let file: String
    /// From 1.
    public let line: Int
    public let reason: String

    public var description: String { "\(file):\(line): \(reason)" }
}

/// Everything that is wrong in a claim file. Nothing of the file was returned; repair and read again.
public struct ClaimFileErrors: Error, Equatable, Sendable, CustomStringConvertible {
    /// At least one, by line.
    public let errors: [ClaimFileError]

    /// One line for each.
    public var description: String {
        errors.map(\.description).joined(separator: "\n")
    }
}

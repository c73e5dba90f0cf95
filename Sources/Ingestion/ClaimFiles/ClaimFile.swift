import Filings

/// A file of claims that a person wrote: YAML, JSON or JSON Lines.
///
/// The least is one claim: `company`, `kind`, `title`, `date`, `source`. A file may also hold
/// `claims` and what they share: `sources` by id, with title, publisher, URL, tier, date and digest;
/// `company` or `companies` with names and identifiers. The same file always gives the same events
/// with the same source keys, so that recording it twice records nothing twice.
public enum ClaimFile {
    /// Reads a file; the log is not needed for it.
    ///
    /// The source key of a claim is `claim:<company>/<claim id>`. A claim without an id gets one of
    /// its kind, title and source. A date that the source does not give is written `unknown`.
    ///
    /// - Parameter name: For the format, by its extension, and for messages.
    /// - Returns: At least one event, by stream; names and identifiers before claims, otherwise in
    ///   the order of the file.
    /// - Throws: All that is wrong in the file, each with its line and field.
    public static func read(
        _ bytes: [UInt8], name: String
    ) throws(ClaimFileErrors) -> [StreamEvents] {
        var problems = FileProblems(file: name)
        let format = FileFormat(name: name, bytes: bytes)
        let documents = format.documents(of: bytes, into: &problems)
        var reader = ClaimFileReader(problems: problems)
        reader.read(documents)
        try reader.problems.throwIfAny()
        return reader.streams
    }
}

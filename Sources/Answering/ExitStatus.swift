/// What the exit codes mean, in the manner of sysexits(3); the service says the same as a status of
/// HTTP and names it in a problem's type.
public enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Something went wrong that none of the others names.
    case failed = 1
    /// With `--exit-code`: done, and there is something to look at.
    case findings = 3
    /// The database or the file system does not allow it.
    case notAllowed = 4
    /// The command line is wrong.
    case usage = 64
    /// The input is wrong.
    case badInput = 65
    /// A source or the server cannot be reached.
    case unavailable = 69
    /// Somebody else is at it. Try later.
    case busy = 75
}

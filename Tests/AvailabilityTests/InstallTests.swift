import Glibc
import TestSupport
import Testing

/// What an administrator does with `deploy/install`, in a Debian of its own.
struct InstallTests {
    /// Two release builds are most of it.
    private static let isWanted =
        getenv("ANNALS_LONG_TESTS") != nil && getuid() == 0
        && access("/usr/sbin/debootstrap", X_OK) == 0

    @Test(.enabled(if: isWanted, "long, as root and with debootstrap"))
    func `a clean Debian is installed, upgraded from the commit before, and left with its data`()
        throws
    {
        let story = try shell("cd '\(Self.root)' && deploy/lib/try-install 2>&1")
        #expect(story.contains("installed, upgraded and taken away"), "\(story)")
    }

    private static let root = #filePath.split(separator: "/").dropLast(3)
        .reduce("") { $0 + "/" + $1 }
}

import Answering
import Glibc

/// The person at the keyboard, or the account of the job.
enum Login {
    static var name: String {
        if let account = getpwuid(geteuid()), let name = account.pointee.pw_name {
            return String(cString: name)
        }
        return environment("USER") ?? "unknown"
    }
}

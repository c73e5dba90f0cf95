import Glibc

/// Keeps SIGPIPE from ending the process while a thread writes to connections.
///
/// libcurl cannot, because signals are off for it (`CURLOPT_NOSIGNAL`, needed with threads), and
/// the encryption library writes without `MSG_NOSIGNAL`.
enum PipeSignal {
    static func held<Value, Failure: Error>(
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        var pipe = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        var earlier = sigset_t()
        pthread_sigmask(SIG_BLOCK, &pipe, &earlier)
        defer {
            // Takes the one that may have come, else it would be delivered now.
            if sigismember(&earlier, SIGPIPE) == 0 {
                var none = timespec()
                while sigtimedwait(&pipe, nil, &none) == SIGPIPE {}
            }
            pthread_sigmask(SIG_SETMASK, &earlier, nil)
        }
        return try body()
    }
}

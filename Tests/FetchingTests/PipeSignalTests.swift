import Glibc
import Testing

@testable import Fetching

@Suite struct PipeSignalTests {
    @Test func `writing to who has gone does not end the process`() {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &before)
        let code = PipeSignal.held { write(ends[1], "x", 1) < 0 ? errno : 0 }
        #expect(code == EPIPE)
        var pending = sigset_t()
        sigpending(&pending)
        #expect(sigismember(&pending, SIGPIPE) == sigismember(&before, SIGPIPE))
        var after = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &after)
        #expect(sigismember(&after, SIGPIPE) == sigismember(&before, SIGPIPE))
    }
}

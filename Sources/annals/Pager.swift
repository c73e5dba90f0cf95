import Answering
import Glibc

/// Shows long text page by page, on a terminal only.
struct Pager {
    let isWanted: Bool

    func show(_ text: String) {
        guard isWanted, StandardOutput.isTerminal, text.isLonger(than: Self.height),
            let pipe = open()
        else { return StandardOutput.write(text) }
        // The reader may quit before the end: that is not an error of ours.
        signal(SIGPIPE, SIG_IGN)
        var text = text
        text.withUTF8 { bytes in _ = fwrite(bytes.baseAddress, 1, bytes.count, pipe) }
        pclose(pipe)
    }

    private func open() -> UnsafeMutablePointer<FILE>? {
        let program = environment("ANNALS_PAGER") ?? environment("PAGER") ?? "less -FIRX"
        return program == "cat" ? nil : popen(program, "w")
    }

    static var height: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
        return Int(size.ws_row)
    }
}

extension String {
    fileprivate func isLonger(than lines: Int) -> Bool {
        utf8.lazy.filter { $0 == UInt8(ascii: "\n") }.prefix(lines).count >= lines
    }
}

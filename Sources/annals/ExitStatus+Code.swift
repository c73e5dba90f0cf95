import Answering
import ArgumentParser

extension ExitStatus {
    var exitCode: ExitCode { ExitCode(rawValue) }
}

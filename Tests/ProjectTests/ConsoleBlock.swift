/// A fenced block of a document that shows commands and what they print:
///
///     ```console
///     $ annals log --format \
///         jsonl
///     …
///     ```
struct ConsoleBlock {
    struct Step: Equatable {
        /// After `$ `; further lines follow a backslash.
        let command: String
        let output: String
        /// In the document, from 1.
        let line: Int
    }

    /// Whether the document says that its commands are not run by the tests.
    let isNotRun: Bool
    var steps: [Step] = []

    /// The console blocks of a document, in order.
    static func blocks(in document: String) -> [ConsoleBlock] {
        let lines = document.split(separator: "\n", omittingEmptySubsequences: false)
        var blocks: [ConsoleBlock] = []
        var index = 0
        while index < lines.count {
            defer { index += 1 }
            guard lines[index].hasPrefix("```console") else { continue }
            var block = ConsoleBlock(isNotRun: lines[index] == "```console no-run")
            index += 1
            while index < lines.count, !lines[index].hasPrefix("```") {
                block.steps.append(step(in: lines, at: &index))
            }
            blocks.append(block)
        }
        return blocks
    }

    /// Reads one command and its output; the index then stands on the line behind.
    private static func step(in lines: [Substring], at index: inout Int) -> Step {
        let first = index + 1
        var command = ""
        if lines[index].hasPrefix("$ ") {
            command = String(lines[index].dropFirst(2))
            index += 1
            while command.hasSuffix("\\"), index < lines.count {
                command += "\n" + lines[index]
                index += 1
            }
        }
        var output: [Substring] = []
        while index < lines.count, !lines[index].hasPrefix("```"), !lines[index].hasPrefix("$ ") {
            output.append(lines[index])
            index += 1
        }
        return Step(command: command, output: output.joined(separator: "\n"), line: first)
    }
}

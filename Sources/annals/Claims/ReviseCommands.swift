import ArgumentParser

struct CorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Record that we had a claim wrong: a later version, with a reason.",
        discussion: """
            What was recorded stays, and answers of earlier days and positions stay as they were. \
            The correction is public from the day of its recording, unless --published says \
            another one. A source that itself says something else now is annals amend.
            """)

    @OptionGroup var options: ReviseOptions
    @OptionGroup var changes: EditOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The day on which it became public.", valueName: "date"))
    var published: String?

    func run() async throws {
        try await options.revise(.corrected, by: try changes.edit(), published: published)
    }
}

struct AmendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend",
        abstract: "Record that a source itself says something else now.",
        discussion: """
            The earlier words stay, and hold for every day before --published, the day on which the \
            source changed them. What another source says is a claim of its own.
            """)

    @OptionGroup var options: ReviseOptions
    @OptionGroup var changes: EditOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The day on which the source changed it.", valueName: "date"))
    var published: String

    func run() async throws {
        try await options.revise(.amended, by: try changes.edit(), published: published)
    }
}

struct RetractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retract",
        abstract: "Take a claim back, with a reason; it stays in the log.",
        discussion: "Answers of earlier days and positions keep it; annals show tells of both.")

    @OptionGroup var options: ReviseOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The day on which it was taken back in public.", valueName: "date"))
    var published: String?

    func run() async throws { try await options.revise(.retracted, published: published) }
}

struct ReinstateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reinstate", abstract: "Let a retracted claim count again, with a reason.")

    @OptionGroup var options: ReviseOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The day from which it counts again.", valueName: "date"))
    var published: String?

    func run() async throws { try await options.revise(.reinstated, published: published) }
}

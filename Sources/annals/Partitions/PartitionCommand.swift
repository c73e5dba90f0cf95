import Answering
import ArgumentParser
import EventStorage

struct PartitionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partition",
        abstract: "A long log divided by position: started, listed, and archived in parts.",
        discussion: """
            Some hundred millions of events lie well in one table. Beyond that, partitions keep the \
            indexes that are written to small, and old entries can go to an archive. Everything is \
            asked and appended as before; new partitions are made when they are needed.
            """,
        subcommands: [
            List.self, Start.self, PartitionArchiveCommand.self, PartitionRestoreCommand.self,
        ], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The partitions: their positions, events and bytes, and what is archived.")

        @OptionGroup var output: OutputOptions
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await database.withLog { ledger in
                try output.show(
                    Answer(
                        partitions: try await ledger.store.partitions(),
                        head: try await ledger.store.head().position))
            }
        }
    }

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Divide the log; those who read and append go on.",
            discussion: """
                What is there becomes the first partition, and no event is moved. Takes as long as \
                reading the log once does. Keep them few: reading a company's history looks into all \
                of them. A log stays divided.
                """)

        @Option(
            help: ArgumentHelp(
                "How many events each further partition takes, 65,536 or more; rounded up to a "
                    + "multiple of that.", valueName: "events"))
        var size: Int64 = 100_000_000

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await reportingAllFailures {
                guard (LogDivision.unit...1 << 40).contains(size) else {
                    throw Failure(
                        "--size takes 65,536 events or more, and \(1 << 40) at most.", .usage)
                }
                let whole = (size + LogDivision.unit - 1) / LogDivision.unit * LogDivision.unit
                let pool = try await database.address().pool(size: 1)
                let isNew = try await LogDivision(pool, size: whole).divide()
                StandardError.print(
                    isNew
                        ? "annals: the log is divided, \(whole) events to a further partition"
                        : "annals: the log is divided already; annals partition list shows how")
            }
        }
    }
}

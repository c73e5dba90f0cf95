import Answering
import ArgumentParser
import EventStorage
import Hosting
import Projections
import Sealing

struct PartitionArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Move the entries of a full partition to an exported log.",
        discussion: """
            The folder is brought up to the newest checkpoint and all of it is read again; only then \
            the entries go from the database. What is left there keeps order, versions and source keys, \
            and the tree's tiles every proof. Read models and what they answer stay; a question that \
            needs an archived entry says so. Keep the folder in two places: annals-verify checks it, \
            annals partition restore brings the entries back.
            """)

    @Argument(help: "The partition's number, as annals partition list has it.")
    var number: Int

    @Argument(help: "The folder, as annals export makes it; made when it is not there.")
    var folder: String

    @Option(
        help: ArgumentHelp(
            "A verifier key, or a file with some; else those that are known here. May be repeated.",
            valueName: "key"))
    var key: [String] = []

    @Option(help: "Who does it; else the login name.")
    var actor: String?

    @OptionGroup var sealing: SealingOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withLog { ledger in
            let missing = try await ledger.models.standing(of: ReadModels.Table.allCases).missing
            guard missing.isEmpty else {
                throw Failure(
                    "The read models need what would be archived and are not there yet: annals project.",
                    .usage)
            }
            let meter = ProgressMeter("archive")
            try await PartitionArchive(
                ledger.store, partition: number, folder: DataFolder.absolute(folder)
            ).archive(keys: try await sealing.keys(key, for: ledger), by: actor ?? Login.name) {
                meter.show(done: $1, of: $2)
            }
            meter.finish()
            StandardError.print("annals: the entries of partition \(number) are in \(folder)")
        }
    }
}

struct PartitionRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring the entries of an archived partition back, each held against the tree.")

    @Argument(help: "The partition's number, as annals partition list has it.")
    var number: Int

    @Argument(help: "The exported log that has them; else the folder that they went to.")
    var folder: String?

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withLog { ledger in
            var place = folder.map { DataFolder.absolute($0) }
            if place == nil {
                place = try await ledger.store.partitions().first { $0.number == number }?
                    .archive?.folder
            }
            let meter = ProgressMeter("restore")
            try await PartitionArchive(
                ledger.store, partition: number, folder: place ?? ""
            ).restore { meter.show(done: $0, of: $1) }
            meter.finish()
            StandardError.print("annals: the entries of partition \(number) are back")
        }
    }
}

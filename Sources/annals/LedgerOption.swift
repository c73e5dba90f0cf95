import Answering
import ArgumentParser
import EventStorage

/// Which ledger of the database is meant.
struct LedgerOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Another ledger of the database than the usual one; else ANNALS_LEDGER.",
            valueName: "name"))
    var ledger: String?

    func name() throws(Failure) -> LedgerName {
        guard let text = ledger ?? environment("ANNALS_LEDGER") else { return .usual }
        return try Self.name(text)
    }

    static func name(_ text: String) throws(Failure) -> LedgerName {
        guard let name = LedgerName(text) else {
            throw Failure(
                "\(text) is no name of a ledger: it has 1 to 32 lower-case letters and digits, a "
                    + "letter first.", .usage)
        }
        return name
    }
}

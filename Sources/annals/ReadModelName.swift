import Answering
import Projections
import Rendering

/// A read model as an argument names it: `timeline`, or `timeline@5` to be sure of its version.
struct ReadModelName {
    let name: String

    /// - Throws: ``Failure`` with the nearest name, or the version that there is.
    init(_ text: String) throws(Failure) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let asked = parts.first.map { String($0) } ?? ""
        let known = ReadModels.projections
        guard let found = known.first(where: { $0.name == asked }) else {
            let names = known.map(\.name)
            let nearest = Suggestion.closest(to: asked, in: names).map { " Did you mean \($0)?" }
            throw Failure(
                "There is no read model \(asked).\(nearest ?? "") There are: "
                    + "\(names.joined(separator: ", ")).", .usage)
        }
        if parts.count > 1, Int64(parts[1]) != found.version {
            throw Failure(
                "This program has version \(found.version) of \(asked), not \(parts[1]).", .usage)
        }
        name = found.name
    }
}

import Compression
import Glibc
import Proofs

/// Where a dossier goes: a folder, or a zip file. It is there whole or not at all.
struct DossierTarget {
    private let path: String

    /// - Throws: ``CommandFailure`` when something is there: a dossier replaces nothing.
    init(_ path: String) throws(CommandFailure) {
        guard !path.isEmpty, !path.hasSuffix("/") || path.count > 1 else {
            throw CommandFailure("--output needs a name.", .usage)
        }
        self.path = path.hasSuffix("/") ? String(path.dropLast()) : path
        if access(self.path, F_OK) == 0 {
            throw CommandFailure(
                "\(self.path) is there already; name another --output or move it away.", .usage)
        }
    }

    private var isZip: Bool { path.lowercased().hasSuffix(".zip") }

    func write(_ files: [DossierFile]) throws(CommandFailure) {
        let draft = "\(path).\(getpid()).tmp"
        do throws(CommandFailure) {
            if isZip {
                try Self.write(try zip(files), to: draft)
            } else {
                guard mkdir(draft, 0o755) == 0 else { throw CommandFailure(unwritable: path) }
                for file in files { try Self.write(file.bytes, to: "\(draft)/\(file.name)") }
            }
            guard rename(draft, path) == 0 else { throw CommandFailure(unwritable: path) }
        } catch {
            for file in files { unlink("\(draft)/\(file.name)") }
            if rmdir(draft) != 0 { unlink(draft) }
            throw error
        }
    }

    private func zip(_ files: [DossierFile]) throws(CommandFailure) -> [UInt8] {
        var writer = ZipWriter()
        let name = path.split(separator: "/").last.map { String($0.dropLast(4)) } ?? "dossier"
        for file in files {
            do throws(CompressionError) {
                try writer.add("\(name)/\(file.name)", file.bytes)
            } catch {
                throw CommandFailure("\(path) cannot be packed: \(error)", .failed)
            }
        }
        return writer.bytes
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw CommandFailure(unwritable: path) }
        guard WholeFile.writeAll(bytes, to: file), fsync(file) == 0 else {
            let number = errno
            close(file)
            throw CommandFailure(unwritable: path, number)
        }
        guard close(file) == 0 else { throw CommandFailure(unwritable: path) }
    }
}

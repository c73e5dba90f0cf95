import Answering
import Compression
import Glibc
import Proofs

/// Where a dossier goes: a folder, or a zip file. It is there whole or not at all.
struct DossierTarget {
    private let path: String

    /// - Throws: ``Failure`` when something is there: a dossier replaces nothing.
    init(_ path: String) throws(Failure) {
        guard !path.isEmpty, !path.hasSuffix("/") || path.count > 1 else {
            throw Failure("--output needs a name.", .usage)
        }
        self.path = path.hasSuffix("/") ? String(path.dropLast()) : path
        if access(self.path, F_OK) == 0 {
            throw Failure(
                "\(self.path) is there already; name another --output or move it away.", .usage)
        }
    }

    private var isZip: Bool { path.lowercased().hasSuffix(".zip") }

    func write(_ files: [DossierFile]) throws(Failure) {
        let draft = "\(path).\(getpid()).tmp"
        do throws(Failure) {
            if isZip {
                try Self.write(try zip(files), to: draft)
            } else {
                guard mkdir(draft, 0o755) == 0 else { throw Failure(unwritable: path) }
                for file in files { try Self.write(file.bytes, to: "\(draft)/\(file.name)") }
            }
            guard rename(draft, path) == 0 else { throw Failure(unwritable: path) }
        } catch {
            for file in files { unlink("\(draft)/\(file.name)") }
            if rmdir(draft) != 0 { unlink(draft) }
            throw error
        }
    }

    private func zip(_ files: [DossierFile]) throws(Failure) -> [UInt8] {
        var writer = ZipWriter()
        let name = path.split(separator: "/").last.map { String($0.dropLast(4)) } ?? "dossier"
        for file in files {
            do throws(CompressionError) {
                try writer.add("\(name)/\(file.name)", file.bytes)
            } catch {
                throw Failure("\(path) cannot be packed: \(error)", .failed)
            }
        }
        return writer.bytes
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw Failure(unwritable: path) }
        guard WholeFile.writeAll(bytes, to: file), fsync(file) == 0 else {
            let number = errno
            close(file)
            throw Failure(unwritable: path, number)
        }
        guard close(file) == 0 else { throw Failure(unwritable: path) }
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file or folder that a user named as a source's document.
public struct SourceFile: Sendable {
    public let path: String

    public init(path: String) { self.path = path }

    /// The files that the paths mean: a file is itself, a folder its files that the source reads.
    ///
    /// A folder's files come in the order of the times in their names (`…@20260305T112023Z`),
    /// those without one last, and by name within a time.
    public static func files(
        at paths: [String], for source: any FilingSource
    ) throws(SourceError) -> [SourceFile] {
        var files: [SourceFile] = []
        for path in paths {
            if let names = try names(inFolder: path) {
                let chosen = names.filter { source.reads(fileNamed: $0) }
                files += chosen.sorted { (timeKey($0), $0) < (timeKey($1), $1) }
                    .map { SourceFile(path: path.hasSuffix("/") ? path + $0 : path + "/" + $0) }
            } else {
                files.append(SourceFile(path: path))
            }
        }
        return files
    }

    /// Reads the whole file.
    public func document() throws(SourceError) -> SourceDocument {
        guard let file = fopen(path, "rb") else {
            throw .unreadable(document: path, reason: Self.lastError)
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while feof(file) == 0 {
            let part = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
                count = fread(buffer.baseAddress, 1, buffer.count, file)
            }
            guard ferror(file) == 0 else {
                throw .unreadable(document: path, reason: Self.lastError)
            }
            if bytes.isEmpty { bytes = part } else { bytes += part }
        }
        return SourceDocument(name: path, bytes: bytes)
    }

    /// - Returns: `nil` when the path is not a folder.
    private static func names(inFolder path: String) throws(SourceError) -> [String]? {
        guard let folder = opendir(path) else {
            if errno == ENOTDIR { return nil }
            throw .unreadable(document: path, reason: lastError)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    /// The time in a name without its hyphens, so that a day stands before its hours.
    private static func timeKey(_ name: String) -> String {
        guard let at = name.lastIndex(of: "@") else { return "~" }
        return name[at...].dropFirst().prefix { $0 != "." }.filter { $0 != "-" }
    }

    private static var lastError: String { String(cString: strerror(errno)) }
}

import CanonicalJSON
import Compression
import Filings

/// All filers' files in one zip file, a filer at a time: its main file together with the overflow
/// pages that it names, so that the list is whole.
///
/// Source: <https://www.sec.gov/Archives/edgar/daily-index/bulkdata/submissions.zip>. A million
/// members; only the directory's entries for overflow pages, a few in a hundred, are held.
struct SubmissionsArchive: SourcePieces {
    private let name: String
    private let zip: ZipReader
    private let observedOn: CivilDay?
    private var members: ZipMembers
    private var pages: [String: ZipMember] = [:]
    private var pagesRead: Set<String> = []
    /// Pages that no main file named, the first one last.
    private var leftPages: [String]?
    private var refused = 0
    private var isAtEnd = false

    /// A filer with all its filings has some megabytes.
    private static let mostBytes = 256 << 20

    init(_ document: SourceDocument, path: String) throws(SourceError) {
        name = document.name
        observedOn = document.observedOn
        do throws(CompressionError) {
            zip = try ZipReader(path: path)
            members = zip.members()
            var all = zip.members()
            while let member = try all.next() {
                if Self.isPage(member.name) { pages[member.name] = member }
            }
        } catch {
            throw SourceError(error, document: document.name)
        }
    }

    private static func isPage(_ name: String) -> Bool {
        name.hasPrefix("CIK") && name.dropFirst(13).hasPrefix("-submissions-")
    }

    /// A main file whose pages stand before it in the archive takes them all the same; a page that
    /// no main file names comes at the end.
    mutating func next() throws(SourceError) -> SourceReading? {
        do throws(CompressionError) {
            while let member = try members.next() {
                if member.name.hasSuffix("/") || pages[member.name] != nil { continue }
                return counted(reading(of: member))
            }
        } catch {
            throw SourceError(error, document: name)
        }
        if leftPages == nil {
            leftPages = pages.keys.filter { !pagesRead.contains($0) }.sorted(by: >)
        }
        while let left = leftPages?.popLast() {
            if let member = pages[left] { return counted(reading(of: member)) }
        }
        if isAtEnd { return nil }
        isAtEnd = true
        return closing
    }

    private mutating func counted(_ reading: SourceReading) -> SourceReading {
        refused += reading.refusals.count
        return reading
    }

    /// What is now known of the archive as a whole. That a filer's file is whole goes without
    /// saying here; a million of such statements would say nothing.
    private var closing: SourceReading {
        var reading = SourceReading()
        reading.coverage = [
            RunCoverage(
                unit: "submissions.zip", state: refused == 0 ? .complete : .partial,
                reason: refused == 0
                    ? "\(zip.memberCount) members" : "parts refused: \(refused)")
        ]
        return reading
    }

    private mutating func reading(of member: ZipMember) -> SourceReading {
        var reading: SourceReading
        do throws(SourceError) {
            reading = try EdgarSubmissions().read(document(member))
        } catch {
            reading = SourceReading()
            reading.refusals = [refusal(member.name, error)]
            return reading
        }
        // An overflow page that no main file named has no such note.
        if let filer = reading.notes["cik"].flatMap({ EdgarFiler(cik: $0) }) {
            addPages(of: filer, to: &reading)
        }
        return reading
    }

    private mutating func addPages(of filer: EdgarFiler, to reading: inout SourceReading) {
        var progress = SubmissionsProgress(filer: filer)
        progress.takeMain(reading)
        for part in reading.furtherParts {
            guard let page = pages[part.name] else {
                progress.missPage(part, because: "not in the archive")
                continue
            }
            pagesRead.insert(part.name)
            do throws(SourceError) {
                let older = try EdgarSubmissions().read(document(page))
                progress.takePage(older, part)
                reading.findings = older.findings + reading.findings
                reading.refusals += older.refusals
            } catch {
                progress.missPage(part, because: error.description)
                reading.refusals.append(refusal(page.name, error))
            }
        }
        reading.furtherParts.removeAll { pagesRead.contains($0.name) }
        reading.listing = SourceReading.Listing(
            name: SubmissionsParts.listing(of: filer), isComplete: progress.hasReadAll)
        reading.coverage = progress.hasReadAll ? [] : [progress.coverage]
    }

    private func refusal(_ member: String, _ error: SourceError) -> SourceReading.Refusal {
        SourceReading.Refusal(
            place: SourcePlace(document: name, part: member), reason: error.description)
    }

    private func document(_ member: ZipMember) throws(SourceError) -> SourceDocument {
        do throws(CompressionError) {
            let bytes = try zip.content(of: member, limitBytes: Self.mostBytes).readAll()
            return SourceDocument(name: member.name, bytes: bytes, observedOn: observedOn)
        } catch {
            throw SourceError(error, document: member.name)
        }
    }
}

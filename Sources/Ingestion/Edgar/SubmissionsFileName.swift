/// What the SEC's name of a submissions file tells: `CIK0000320193-submissions-001`.
struct SubmissionsFileName {
    let filer: EdgarFiler

    /// - Parameter stem: The name without extension and time.
    init?(stem: String) {
        guard stem.hasPrefix("CIK"), let filer = EdgarFiler(cik: stem.dropFirst(3).prefix(10)),
            stem.count == 13 || stem.dropFirst(13).hasPrefix("-submissions-")
        else { return nil }
        self.filer = filer
    }
}

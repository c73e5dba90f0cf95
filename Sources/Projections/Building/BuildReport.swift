/// What a build did.
package struct BuildReport: Equatable, Sendable {
    /// The projections whose tables are there, with their indexes, as of ``target``.
    package var built: [String] = []
    /// Those that met an event which they cannot take; they have no table.
    package var failures: [BadEvent] = []
    /// The last position that was read.
    package var target: Int64 = 0
    /// Events up to the target, those that an interrupted build had done before included.
    package var events: Int64 = 0
    package var loading: Duration = .zero
    package var indexing: Duration = .zero
}

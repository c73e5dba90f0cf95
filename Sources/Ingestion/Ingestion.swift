/// From registers and papers to events: reads what others publish and records what is new.
///
/// - *source*: a register. It reads and translates; it keeps no state and does not know the log.
/// - *document*: one file or answer of a source; *place*: where in it something stands.
/// - *finding*: an event that a document gives rise to, with its stream and place.
/// - *refusal*: a part of a document that cannot be taken, with the reason. Nothing is dropped
///   without one.
/// - *known*: recorded before with the same content. *Conflict*: recorded before with another.
///
/// The ``Ingester`` is the only one who decides what is new; sources are in ``SourceCatalog``.

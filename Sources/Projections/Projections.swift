/// Read models: tables computed from the log, each by one small pure function.
///
/// - *projection*: a function from events to keyed rows; one file, listed in ``ProjectionCatalog``.
/// - *projector*: runs them all; reads the log once, folds in memory, writes set-wise.
/// - *checkpoint*: how far a projection is; moved in the transaction that writes its rows.
/// - *row history*: a row keeps the positions from and to which it held, so that every read model
///   can be asked as of any position.

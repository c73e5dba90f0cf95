/// The log and its read models over HTTP: what `annals` shows, for programs and for browsers.
///
/// A *resource* is a path with what it answers; ``ResourceCatalog`` lists them by hand, and both the
/// dispatcher and the OpenAPI document are made from that list, so that neither can say what the
/// other does not. Answers come from `Answering`, as those of the command line do, and have the same
/// bytes. A *duty* is what runs beside the answering: projecting, sealing, ingesting, telling of new
/// events; copies on one database share them.

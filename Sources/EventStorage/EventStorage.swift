/// The log of events in PostgreSQL: the one place where facts are written, and where they are read.
///
/// - *stream*: one company's history; its *version* is how many events it holds, dense from 1.
/// - *position*: an event's place in the whole log, dense from 1, in commit order. *Head*: the last.
/// - *entry*: an event as one CloudEvents 1.0 object in RFC 8785 form; what is stored and proved.
/// - *source key*: a source's own identity for a fact (`id`); recording it twice is a no-op, with
///   other content a conflict that is reported.
/// - *group commit*: appends that wait at the same time share one transaction.
/// - *bulk*: many events by binary COPY, with the same checks made set-wise.

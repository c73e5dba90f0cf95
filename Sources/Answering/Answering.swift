/// What users ask of an open ledger and what they write into it, as `annals` and `annalsd` both do.
///
/// A *question* holds texts as its user wrote them, on a command line or in an address; its *answer*
/// is records with the basis they rest on, the same for both, so that both print the same bytes.
/// What cannot be answered is a ``Failure``: one sentence and an exit status. What is said beside an
/// answer, such as that the read models lack the last events, goes to ``Ledger/remark``.

/// What the rules ask of an audit trail, and where a dossier has it.
///
/// Source: 17 CFR 240.17a-4(f)(2)(i)(A), as amended in 2022. A list for the reader, no opinion that
/// anybody complies: the rule binds firms, and their other systems and procedures are not seen here.
enum AuditTrailChecklist {
    static let text = """
        # Audit trail: what is asked, and where it is here

        For electronic records that are kept with an audit trail (17 CFR 240.17a-4(f)(2)(i)(A)). This is
        a list to work through. It certifies nothing: whether a firm complies depends on the firm.

        | asked for | here |
        |---|---|
        | all changes and deletions of a record or a part of it | `claims.json`, member `versions`: each correction, amendment, retraction and reinstatement with its reason and the values before; nothing is deleted: `events.jsonl` has every entry |
        | date and time of each creation, change and deletion | `recordedtime` of each entry in `events.jsonl`; it rises strictly with the position |
        | who created, changed or deleted it | `recordedby` of each entry |
        | what else it takes to make the original and its interim versions again | `was` and `now` of each revision; the command in `README.txt` with an earlier position or day |
        | that records and trail can be read by people | `index.html`, `timeline.svg` |
        | that they can be used by programs | the `.json` files and `events.jsonl`; digests in `SHA256SUMS` |

        To be asked beyond this dossier: who may write to the log and to the database, how backups are
        kept, and who outside the house holds a digest of the log.

        """
}

// CanonicalJSON: JSON as the log stores and hashes it.
//
// An entry is the bytes of one JSON object in RFC 8785 form (JCS). This module holds the value, the
// one writer of those bytes, and two readers. The *strict* reader (`JSONValue(parsing:)`) stands at
// the door: it refuses every text that two parsers could read differently. The *cursor*
// (`JSONCursor`, `JSONValue(canonical:)`) reads bytes that the writer made, fast, and refuses
// instead of trapping when they are not.
//
// Two strings are the same when their UTF-8 bytes are: RFC 8785 knows no Unicode normalization,
// while `==` of Swift's String takes "é" and "e" + U+0301 for equal. Every comparison here is
// therefore by bytes.

/// The domain: companies, what they filed and did, who said so, and when.
///
/// - *event*: a fact about one company, past tense, never changed; its type's name is stored.
/// - *stream*: one company's history. *Version*: how many events it holds. *Position*: an event's
///   place in the whole log, from 1.
/// - *claim*: what one source says about one thing, under a claim id that stays.
/// - *source key*: a source's own identity for a fact; recording it twice is a no-op.
///
/// This module imports none of ours but `CanonicalJSON`, which has no domain in it.

import Digests
import EventStorage
import Filings
import Postgres

/// Parts of events that are kept outside the entries and can be erased.
public struct LogParts: Sendable {
    private let store: EventStore

    public init(_ store: EventStore) { self.store = store }

    /// A part as the log tells of it.
    public struct Part: Equatable, Sendable {
        public let attached: PartAttached
        /// Where the event that attached it stands.
        public let position: Int64
        public let attachedBy: String
        /// `nil` while it is there.
        public var erased: Erasure?
    }

    public struct Erasure: Equatable, Sendable {
        public let reason: String
        public let by: String
        public let at: Instant
        public let position: Int64
    }

    /// The parts of an event, in the order in which they were attached.
    public func parts(of event: RecordedEvent) async throws(SealError) -> [Part] {
        let batch = try await store.sealing { store throws(EventStoreError) in
            try await store.batch(
                in: event.stream, through: nil, types: [PartAttached.type, PartErased.type])
        }
        var parts: [Part] = []
        for later in batch.events {
            switch later.event {
            case .partAttached(let attached) where attached.subject == event.id:
                parts.append(
                    Part(
                        attached: attached, position: later.position,
                        attachedBy: later.recordedBy))
            case .partErased(let erased):
                guard let place = parts.firstIndex(where: { $0.attached.digest == erased.digest })
                else { continue }
                parts[place].erased = Erasure(
                    reason: erased.reason, by: later.recordedBy, at: later.recordedAt,
                    position: later.position)
            default: break
            }
        }
        return parts
    }

    /// Attaches a part: the bytes first, then the event that has their digest.
    ///
    /// - Returns: Where the event stands.
    public func attach(
        _ bytes: [UInt8], named name: String, mediaType: String, to event: RecordedEvent,
        by actor: String
    ) async throws(SealError) -> AppendedEvent? {
        var random = SystemRandomNumberGenerator()
        let salt = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        let digest = SHA256.digest(of: salt + bytes)
        try await change(
            "INSERT INTO annals.parts (digest, salt, part) VALUES (\(digest), \(salt), \(bytes))")
        let attached = PartAttached(
            subject: event.id, name: name, digest: SHA256.hexadecimal(digest),
            bytes: Int64(bytes.count), mediaType: mediaType)
        return try await append(
            .partAttached(attached), id: "part:\(attached.digest)", to: event.stream, by: actor)
    }

    /// Erases a part: the event that says so first, then the bytes and their salt.
    ///
    /// Done again it erases what a crash in between has left.
    public func erase(
        _ part: Part, reason: String, of stream: StreamName, by actor: String
    ) async throws(SealError) -> AppendedEvent? {
        let erased = PartErased(
            subject: part.attached.subject, name: part.attached.name, digest: part.attached.digest,
            reason: reason)
        var appended: AppendedEvent?
        if part.erased == nil {
            appended = try await append(
                .partErased(erased), id: erased.id, to: stream, by: actor)
        }
        try await change(
            "DELETE FROM annals.parts WHERE digest = decode(\(part.attached.digest), 'hex')")
        return appended
    }

    /// A part's bytes, held against the digest; `nil` when they are gone.
    ///
    /// - Throws: ``SealError/store(_:)`` of kind altered where they are others.
    public func bytes(of attached: PartAttached) async throws(SealError) -> [UInt8]? {
        let rows = try await store.sealing { store throws(EventStoreError) in
            try await store.query(
                """
                SELECT salt, part FROM annals.parts
                WHERE digest = decode(\(attached.digest), 'hex')
                """)
        }
        guard let row = rows.first else { return nil }
        do throws(DatabaseError) {
            let salt: [UInt8] = try row.decode(0)
            let part: [UInt8] = try row.decode(1)
            if SHA256.text(of: salt + part) == attached.digest { return part }
        } catch {
            throw SealError(error)
        }
        throw .store(
            .altered(what: "the part \(attached.name) of \(attached.subject) has other bytes"))
    }

    private func append(
        _ event: FilingEvent, id: String, to stream: StreamName, by actor: String
    ) async throws(SealError) -> AppendedEvent? {
        try await store.sealing { store throws(EventStoreError) in
            try await store.append(
                [NewEvent(id: id, source: "annals:parts", event: event)], to: stream, by: actor)
        }.first
    }

    private func change(_ sql: SQL) async throws(SealError) {
        _ = try await store.sealing { store throws(EventStoreError) in try await store.query(sql) }
    }
}

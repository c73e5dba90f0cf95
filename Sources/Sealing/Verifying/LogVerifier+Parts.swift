import EventStorage
import Filings

extension LogVerifier {
    /// Each part that was attached must be there, with its bytes, unless an event says who erased it;
    /// what was erased must be gone.
    func checkParts(
        at positions: [Int64], _ report: inout VerifyReport
    ) async throws(SealError) {
        var attached: [String: (part: PartAttached, position: Int64)] = [:]
        for position in positions {
            let event = try await store.sealing { store throws(EventStoreError) in
                try await store.event(at: position)
            }
            switch event?.event {
            case .partAttached(let part): attached[part.digest] = (part, position)
            case .partErased(let part):
                attached[part.digest] = nil
                if let event { try await checkErased(part, event, &report) }
            default: break
            }
        }
        for (part, position) in attached.values.sorted(by: { $0.position < $1.position }) {
            try await checkThere(part, position, &report)
        }
    }

    private func checkErased(
        _ part: PartErased, _ event: RecordedEvent, _ report: inout VerifyReport
    ) async throws(SealError) {
        report.erasures.append(
            "\(part.name) of \(part.subject), \(event.recordedAt.day.text) by \(event.recordedBy): "
                + part.reason)
        let rest = try await store.sealing { store throws(EventStoreError) in
            try await store.query(
                "SELECT FROM annals.parts WHERE digest = decode(\(part.digest), 'hex')")
        }
        if rest.isEmpty { return }
        report.add(
            .init(
                event.position,
                "\(part.name) of \(part.subject) was erased and is still there: annals erase again."
            ))
    }

    private func checkThere(
        _ part: PartAttached, _ position: Int64, _ report: inout VerifyReport
    ) async throws(SealError) {
        do throws(SealError) {
            if try await LogParts(store).bytes(of: part) != nil {
                report.parts += 1
                return
            }
            // Erased since the reading began?
            let since = try await store.sealing { store throws(EventStoreError) in
                try await store.events(withID: "erase:\(part.digest)")
            }
            if let event = since.first, case .partErased(let erased) = event.event {
                try await checkErased(erased, event, &report)
                return
            }
            report.add(
                .init(
                    position,
                    "\(part.name) of \(part.subject) is gone, and no event says who erased it."))
        } catch {
            guard case .store(.altered(let what)) = error else { throw error }
            report.add(.init(position, "At position \(position) \(what)."))
        }
    }
}

import Answering
import CanonicalJSON
import Filings
import HTTPTypes
import Hummingbird
import Rendering

/// Makes the content of a resource that is kept.
extension Asked {
    func content() async throws -> Content {
        switch resource.work {
        case .question(let question): return try await records(of: try question(self))
        case .history(let question): return try await history(question(self))
        case .events(let question): return try await events(question(self))
        case .companies: return try await companies()
        case .content(let make): return try await make(self)
        case .response: return Content("", "text/plain")
        }
    }

    /// The limits with a cursor's position, and those of a request for a memento.
    func limits(upTo cursor: Cursor?) throws(Problem) -> LimitTexts {
        var limits = query.limits
        if let instant = try memento() {
            guard limits.recordedBy == nil else {
                throw Problem(
                    .badRequest, "recordedBy and Accept-Datetime say the same; send one of them.")
            }
            limits.recordedBy = instant.text
        }
        if let cursor { limits.atPosition = min(limits.atPosition ?? .max, cursor.position) }
        return limits
    }

    private var cursor: Cursor? {
        get throws(Problem) {
            guard let text = query["cursor"] else { return nil }
            return try Cursor(text, of: question)
        }
    }

    // MARK: Lists that are made whole

    private func records(of question: any Question) async throws -> Content {
        let cursor = try cursor
        let answer = try await question.answer(at: limits(upTo: cursor), in: ledger)
        return try page(of: answer, from: cursor)
    }

    private func history(_ question: TimelineQuestion) async throws -> Content {
        let cursor = try cursor
        let limits = try limits(upTo: cursor)
        let timeline = try await question.timeline(at: limits, in: ledger)
        guard format.isOfHistories else {
            let answer = Answer(timeline.records, remarks: timeline.history.notes)
            return try page(of: answer, from: cursor)
        }
        let text =
            format == .html
            ? try await page(of: timeline, question, at: limits)
            : try await timeline.document(as: format, in: ledger)
        var content = Content(text, MediaTypes.name(of: format))
        content.remarks = timeline.history.notes
        return finished(content, basis: timeline.limits.basis)
    }

    /// A part of an answer, with where the next one begins.
    private func page(of answer: Answer, from cursor: Cursor?) throws -> Content {
        var records = try selected(answer.records)
        let all = records.records
        let first = min(Int(clamping: cursor?.offset ?? 0), all.count)
        let most = query.number("limit").map { Int($0) } ?? (cursor == nil ? .max : 1_000)
        records.records = Array(all[first...].prefix(most))
        var next: Cursor?
        if first + records.records.count < all.count {
            next = Cursor(
                position: position(of: records.basis), offset: Int64(first + records.records.count))
        }
        return written(records, remarks: answer.remarks, next: next)
    }

    // MARK: Lists that go on from a place

    private func events(_ question: EventsQuestion) async throws -> Content {
        let cursor = try cursor
        var question = question
        if let cursor { question.after = max(question.after, cursor.offset) }
        question.most += 1
        var answer = try await question.answer(at: limits(upTo: cursor), in: ledger)
        var next: Cursor?
        if answer.records.records.count == question.most {
            answer.records.records.removeLast()
            let last = answer.records.records.last?["position"]?.integerValue ?? 0
            next = Cursor(position: position(of: answer.records.basis), offset: last)
        }
        return written(try selected(answer.records), remarks: [], next: next)
    }

    private func companies() async throws -> Content {
        let cursor = try cursor
        let most = query.number("limit").map { Int($0) } ?? EventPages.usual
        let first = Int(clamping: cursor?.offset ?? 0)
        let question = CompaniesQuestion(most: first + most + 1)
        var answer = try await question.answer(at: limits(upTo: cursor), in: ledger)
        let all = answer.records.records
        answer.records.records = Array(all.dropFirst(first).prefix(most))
        let isLast = all.count <= first + most
        let next =
            isLast
            ? nil
            : Cursor(
                position: position(of: answer.records.basis), offset: Int64(first + most))
        return written(try selected(answer.records), remarks: [], next: next)
    }

    // MARK: Writing

    private func selected(_ records: RecordSet) throws -> RecordSet {
        guard let fields = query["fields"] else { return records }
        do throws(UnknownField) {
            return try records.select(fields: fields.split(separator: ",").map(String.init))
        } catch {
            throw Problem(.notFound, Problem.asParameters("\(error)"))
        }
    }

    private func position(of basis: JSONObject?) -> Int64 { basis?["position"]?.integerValue ?? 0 }

    private func written(_ records: RecordSet, remarks: [String], next: Cursor?) -> Content {
        var content = Content(records.text(as: format), MediaTypes.name(of: format))
        content.remarks = remarks
        if let next {
            var parameters = Self.parameters(of: request).filter { $0.name != "cursor" }
            parameters.append(("cursor", next.text(of: question)))
            let query = parameters.map { "\($0.name)=\(PercentText.encode($0.value))" }
                .joined(separator: "&")
            content.links.append(
                Link(
                    target: service.root + request.uri.path + "?" + query, relation: "next"))
        }
        return finished(content, basis: records.basis)
    }

    /// With its basis, and whether it will be the same for ever.
    func finished(_ content: Content, basis: JSONObject?) -> Content {
        var content = content
        content.basis = basis.map { JSONValue.object($0).canonicalText }
        content.isImmutable = isPinned(at: position(of: basis))
        addMemento(to: &content, basis: basis)
        return content
    }

    /// The recorded axis is limited to a moment that is over, and nothing else moves.
    private func isPinned(at position: Int64) -> Bool {
        let limits = query.limits
        let now = Instant.now
        let isRecorded =
            limits.atPosition == position
            || limits.recordedBy.flatMap { Instant($0) }.map { $0 <= now } ?? false
        guard isRecorded, query["cursor"] == nil else { return false }
        let dependsOnDay = resource.dependsOnPresent && limits.now == nil && limits.asOf == nil
        let texts = ["asOf", "from", "to", "since", "recordedBy"].compactMap { query[$0] }
        return !dependsOnDay
            && texts.allSatisfy { CivilDay($0) != nil || Instant($0) != nil || Int64($0) != nil }
    }

    /// The parameters of an address as they came, decoded.
    static func parameters(of request: Request) -> [(name: String, value: String)] {
        (request.uri.query ?? "").split(separator: "&").compactMap { pair in
            let parts = pair.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentText.decode(parts[0], plusIsSpace: true),
                let value = PercentText.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
            else { return nil }
            return (name, value)
        }
    }
}

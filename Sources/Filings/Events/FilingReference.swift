import CanonicalJSON

/// Which listed filing a later event speaks of, and who read what it says.
public struct FilingReference: Equatable, Sendable {
    /// The source key of the `filing.listed` event in the same stream.
    public var filing: String
    public var accession: String
    public var form: String
    /// The source that read it: `edgar-submissions`.
    public var reader: String
    /// The day for which the source says it; `nil` when nobody noted it.
    public var observedOn: CivilDay?

    public init(
        filing: String, accession: String, form: String, reader: String,
        observedOn: CivilDay? = nil
    ) {
        self.filing = filing
        self.accession = accession
        self.form = form
        self.reader = reader
        self.observedOn = observedOn
    }

    init(_ members: EventMembers) throws(EventDataError) {
        self.init(
            filing: try members.text("filing"), accession: try members.text("accession"),
            form: try members.text("form"), reader: try members.text("reader"),
            observedOn: try members.optionalDay("observedOn"))
    }

    func write(to data: inout JSONObject) {
        data["filing"] = .string(filing)
        data["accession"] = .string(accession)
        data["form"] = .string(form)
        data["reader"] = .string(reader)
        data["observedOn"] = (observedOn?.text).map { .string($0) }
    }
}

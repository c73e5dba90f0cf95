import CanonicalJSON

extension FilingListed {
    /// Reads what ``data`` wrote straight from an entry's bytes, without a tree between.
    ///
    /// The frequent type has this second reader since it makes a replay several times as fast. It
    /// gives what ``init(data:)`` gives of the same bytes, or nothing.
    ///
    /// - Parameter cursor: Before the object; behind it afterwards.
    /// - Returns: `nil`, or an error, where a member does not fit: ``init(data:)`` says which.
    public init?(canonical cursor: inout JSONCursor) throws(JSONError) {
        try cursor.enterObject()
        // In canonical order, as the cursor wants it.
        let acceptedClock = try cursor.seekMember("acceptedClock") ? try cursor.clock() : nil
        let acceptedText = try cursor.optionalText("acceptedText")
        guard let accession = try cursor.optionalText("accession") else { return nil }
        let act = try cursor.optionalText("act")
        let category = try cursor.optionalText("category")
        let coreType = try cursor.optionalText("coreType")
        let details = try cursor.optionalObject("details") ?? [:]
        let fileNumber = try cursor.optionalText("fileNumber")
        guard let filedOn = try cursor.day("filedOn"),
            let filer = try cursor.optionalText("filer")
        else { return nil }
        let filerName = try cursor.optionalText("filerName")
        let filmNumber = try cursor.optionalText("filmNumber")
        guard let form = try cursor.optionalText("form") else { return nil }
        self.init(register: "", filer: filer, accession: accession, form: form, filedOn: filedOn)
        self.acceptedClock = acceptedClock
        self.acceptedText = acceptedText
        self.act = act
        self.category = category
        self.coreType = coreType
        self.details = details
        self.fileNumber = fileNumber
        self.filerName = filerName
        self.filmNumber = filmNumber
        guard try readRest(&cursor) else { return nil }
    }

    /// - Returns: False when the register is missing.
    private mutating func readRest(_ cursor: inout JSONCursor) throws(JSONError) -> Bool {
        isInlineXBRL = try cursor.optionalBool("isInlineXBRL")
        isXBRL = try cursor.optionalBool("isXBRL")
        isXBRLNumeric = try cursor.optionalBool("isXBRLNumeric")
        items = try cursor.texts("items")
        itemsText = try cursor.optionalText("itemsText")
        periodOfReport = try cursor.day("periodOfReport")
        primaryDocDescription = try cursor.optionalText("primaryDocDescription")
        primaryDocument = try cursor.optionalText("primaryDocument")
        reader = try cursor.optionalText("reader")
        guard let register = try cursor.optionalText("register") else { return false }
        self.register = register
        roles = try cursor.texts("roles")
        sizeBytes = try cursor.optionalInteger("sizeBytes")
        title = try cursor.optionalText("title")
        try cursor.leaveObject()
        return true
    }
}

extension JSONCursor {
    /// Whether there is a member of that name that is not null.
    private mutating func seekValue(_ name: StaticString) throws(JSONError) -> Bool {
        guard try seekMember(name) else { return false }
        return try !takeNull()
    }

    fileprivate mutating func optionalText(_ name: StaticString) throws(JSONError) -> String? {
        try seekValue(name) ? try readString() : nil
    }

    fileprivate mutating func optionalBool(_ name: StaticString) throws(JSONError) -> Bool? {
        try seekValue(name) ? try readBool() : nil
    }

    fileprivate mutating func optionalInteger(_ name: StaticString) throws(JSONError) -> Int64? {
        try seekValue(name) ? try readInteger() : nil
    }

    fileprivate mutating func optionalObject(
        _ name: StaticString
    ) throws(JSONError) -> JSONObject? {
        try seekValue(name) ? try readObject() : nil
    }

    fileprivate mutating func day(_ name: StaticString) throws(JSONError) -> CivilDay? {
        guard try seekValue(name) else { return nil }
        if let day = CivilDay(plain: try readPlainString()) { return day }
        throw failure(.wrongType)
    }

    fileprivate mutating func texts(_ name: StaticString) throws(JSONError) -> [String] {
        guard try seekValue(name) else { return [] }
        var texts: [String] = []
        try enterArray()
        while try nextElement() { texts.append(try readString()) }
        return texts
    }

    fileprivate mutating func clock() throws(JSONError) -> FilingListed.Clock {
        if let clock = FilingListed.Clock(rawValue: try readString()) { return clock }
        throw failure(.wrongType)
    }
}

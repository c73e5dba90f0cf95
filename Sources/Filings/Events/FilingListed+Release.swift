extension FilingListed {
    /// The day on which a filing that was kept from the public at first was released; `nil` for
    /// all that were public as they were filed.
    ///
    /// A member of ``details``, since few filings have it.
    public var releasedOn: CivilDay? {
        details["releasedOn"]?.stringValue.flatMap { CivilDay($0) }
    }
}

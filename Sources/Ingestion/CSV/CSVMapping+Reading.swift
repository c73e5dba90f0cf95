extension CSVMapping {
    /// Reads a mapping.
    ///
    /// - Parameters:
    ///   - yaml: The text; see the type for its fields.
    ///   - file: Its name, for messages.
    public init(yaml: String, file: String) throws(CSVMappingError) {
        let reader = CSVMappingReader(file: file)
        self = try reader.mapping(try reader.root(yaml))
    }
}

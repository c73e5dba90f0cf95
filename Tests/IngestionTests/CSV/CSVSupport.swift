import Ingestion

/// A mapping of an invented register with columns a to d, and readings by it.
enum CSVSupport {
    static let mapping = """
        register: lumen
        fields:
          filer: a
          accession: b
          form: c
          filedOn: d
        """

    static func reading(
        _ text: String, mapping: String = mapping, name: String = "list.csv"
    ) throws -> SourceReading {
        let source = CSVSource(mapping: try CSVMapping(yaml: mapping, file: "map.yaml"))
        return try source.read(SourceDocument(name: name, bytes: Array(text.utf8)))
    }
}

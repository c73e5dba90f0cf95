/// Told of the parts of an XML document, in their order.
protocol XMLHandler: AnyObject {
    /// - Parameter name: With its prefix.
    func begin(_ name: String, attributes: [String: String])

    /// Text, references resolved. What stands between two tags may come in several pieces.
    func text(_ text: String)

    func end(_ name: String)
}

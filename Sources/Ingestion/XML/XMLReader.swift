import CExpat

/// Reads XML as it comes, in any encoding it declares, without holding the document.
///
/// Nothing outside the document is asked for, and a document that declares entities, or uses one
/// that XML does not have, is refused: entities can make gigabytes of a page, and no register
/// needs them.
final class XMLReader {
    private let parser: XML_Parser
    private let handler: any XMLHandler
    /// Why we stopped the parser ourselves.
    private var refusal: String?

    /// - Throws: ``XMLError`` when there is no memory.
    init(_ handler: any XMLHandler) throws(XMLError) {
        guard let parser = XML_ParserCreate(nil) else {
            throw XMLError(line: 1, reason: "no memory for a parser")
        }
        self.parser = parser
        self.handler = handler
        // Unretained: the parser does not outlive this object.
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        watchContent()
        watchEntities()
        XML_SetUnknownEncodingHandler(
            parser,
            { _, name, info in
                guard let name, let info else { return CInt(XML_STATUS_ERROR.rawValue) }
                let isKnown = XMLEncoding.fill(info, for: String(cString: name))
                return CInt(isKnown ? XML_STATUS_OK.rawValue : XML_STATUS_ERROR.rawValue)
            }, nil)
    }

    deinit { XML_ParserFree(parser) }

    /// Reads a whole document.
    static func read(
        _ bytes: some Sequence<UInt8>, to handler: any XMLHandler
    ) throws(XMLError) {
        try XMLReader(handler).read(bytes, isLast: true)
    }

    /// Reads the next bytes of the document, which may end anywhere.
    ///
    /// - Parameter isLast: Whether these are the last ones; there may be none.
    /// - Throws: ``XMLError`` where the text is no XML, and at the end where it is cut short.
    func read(_ bytes: some Sequence<UInt8>, isLast: Bool) throws(XMLError) {
        var rest = Array(bytes)[...]
        repeat {
            let chunk = rest.prefix(1 << 20)
            rest = rest.dropFirst(chunk.count)
            let status = chunk.withUnsafeBytes { buffer in
                XML_Parse(
                    parser, buffer.baseAddress, CInt(buffer.count),
                    isLast && rest.isEmpty ? 1 : 0)
            }
            guard status == XML_STATUS_OK else { throw failure }
        } while !rest.isEmpty
    }

    private var failure: XMLError {
        let code = XML_GetErrorCode(parser)
        let text = XML_ErrorString(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
        return XMLError(
            line: Int(XML_GetCurrentLineNumber(parser)), reason: refusal ?? text)
    }

    private func watchContent() {
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let reader = XMLReader.of(context), let name else { return }
                reader.handler.begin(
                    String(cString: name), attributes: XMLReader.dictionary(attributes))
            },
            { context, name in
                guard let name else { return }
                XMLReader.of(context)?.handler.end(String(cString: name))
            })
        XML_SetCharacterDataHandler(parser) { context, text, length in
            guard let text else { return }
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(length))
            XMLReader.of(context)?.handler.text(String(decoding: bytes, as: UTF8.self))
        }
    }

    private func watchEntities() {
        XML_SetEntityDeclHandler(parser) { context, name, _, _, _, _, _, _, _ in
            let name = name.map { String(cString: $0) } ?? ""
            XMLReader.of(context)?.refuse("declares the entity \(name)")
        }
        XML_SetSkippedEntityHandler(parser) { context, name, _ in
            let name = name.map { String(cString: $0) } ?? ""
            XMLReader.of(context)?.refuse("uses the entity \(name), which is declared elsewhere")
        }
    }

    private func refuse(_ reason: String) {
        if refusal == nil { refusal = reason }
        XML_StopParser(parser, 0)
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> XMLReader? {
        context.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Expat's list of names and values, ended by a null pointer.
    private static func dictionary(
        _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) -> [String: String] {
        var attributes: [String: String] = [:]
        guard var next = list else { return attributes }
        while let name = next[0], let value = next[1] {
            attributes[String(cString: name)] = String(cString: value)
            next += 2
        }
        return attributes
    }
}

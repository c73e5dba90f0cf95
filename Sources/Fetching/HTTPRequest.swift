/// What to ask, and how much of an answer to take.
public struct HTTPRequest: Sendable {
    public struct Field: Equatable, Sendable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// `http` or `https`, without a user name.
    public var url: String
    /// Of the request; the client adds its own, such as `User-Agent`.
    public var headers: [Field] = []
    /// The fields of a form to be posted; `nil`: GET.
    public var form: [Field]?
    /// Bytes to be posted as they are, of no type; instead of ``form``.
    public var posted: [UInt8]?
    /// Proves who asks. Goes to this server and to none that it redirects to.
    public var secret: FetchSecret?
    /// More bytes than that, after unpacking, break the transfer off as soon as they come.
    public var mostBytes = 64 << 20
    /// A path at which no file stands yet: the body of an answer with a status of 200 to 299 goes
    /// there as it comes, and not into memory. Without a body, and whenever the request fails,
    /// there is no file.
    public var savesBodyTo: String?
    /// Instead of ``FetchTimeouts/whole``, where a body takes its time.
    public var mostTime: Duration?

    public init(_ url: String) { self.url = url }

    /// What is posted: the bytes, else the form as a body.
    ///
    /// Source: WHATWG URL Standard, section 5.2, "application/x-www-form-urlencoded serializing".
    var postedBody: [UInt8]? {
        posted
            ?? form.map { fields in
                Array(
                    fields.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }
                        .joined(separator: "&").utf8)
            }
    }

    private static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "*"), UInt8(ascii: "-"),
                UInt8(ascii: "."), UInt8(ascii: "_"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "): encoded += "+"
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return encoded
    }
}

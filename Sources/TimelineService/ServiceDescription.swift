/// How the service names itself.
enum ServiceDescription {
    static let name = "annalsd"
    static let version = "0.1.0"
}

import CLibpq

/// The arrays in which libpq takes parameters, kept for the next statement.
final class Arguments {
    private(set) var types = UnsafeMutablePointer<Oid>.allocate(capacity: 16)
    private(set) var values = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: 16)
    private(set) var lengths = UnsafeMutablePointer<Int32>.allocate(capacity: 16)
    private(set) var formats = UnsafeMutablePointer<Int32>.allocate(capacity: 16)
    private var capacity = 16
    /// What an empty value points to: to libpq, a null pointer is NULL.
    private let nothing = UnsafeMutablePointer<CChar>.allocate(capacity: 1)

    init() { nothing.pointee = 0 }

    deinit {
        free()
        nothing.deallocate()
    }

    private func free() {
        types.deallocate()
        values.deallocate()
        lengths.deallocate()
        formats.deallocate()
    }

    /// Fills the arrays and calls the body, which may use them and the count.
    func with(_ sql: SQL, _ body: (Int32) -> Int32) -> Int32 {
        reserve(sql.parameters.count)
        return sql.bytes.withUnsafeBytes { bytes in
            let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            for (index, parameter) in sql.parameters.enumerated() {
                types[index] = parameter.type.rawValue
                formats[index] = 1
                lengths[index] = max(parameter.length, 0)
                switch parameter.length {
                case ..<0: values[index] = nil
                case 0: values[index] = UnsafePointer(nothing)
                default: values[index] = base.map { $0 + parameter.offset }
                }
            }
            return body(Int32(truncatingIfNeeded: sql.parameters.count))
        }
    }

    private func reserve(_ count: Int) {
        guard count > capacity else { return }
        free()
        capacity = max(count, 2 * capacity)
        types = .allocate(capacity: capacity)
        values = .allocate(capacity: capacity)
        lengths = .allocate(capacity: capacity)
        formats = .allocate(capacity: capacity)
    }
}

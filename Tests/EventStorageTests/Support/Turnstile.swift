/// Lets so many tests at once use the server: all of them would take every connection it has.
actor Turnstile {
    static let shared = Turnstile(places: 5)

    private var places: Int
    private var line: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { self.places = places }

    func enter() async {
        if places > 0 {
            places -= 1
        } else {
            await withCheckedContinuation { line.append($0) }
        }
    }

    func leave() {
        if line.isEmpty { places += 1 } else { line.removeFirst().resume() }
    }
}

/// Runs the body when there is room for one more database.
func withTurn<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
) async throws -> Value {
    await Turnstile.shared.enter()
    do {
        let value = try await body()
        await Turnstile.shared.leave()
        return value
    } catch {
        await Turnstile.shared.leave()
        throw error
    }
}

import Fetching
import Sealing

/// Asks a witness over HTTP.
struct WitnessPost {
    private let client = HTTPClient(
        userAgent: "annals",
        timeouts: FetchTimeouts(connecting: .seconds(5), idle: .seconds(10), whole: .seconds(20)))

    var post: WitnessRound.Post {
        { [client] url, body async throws(WitnessRound.Unreachable) in
            var request = HTTPRequest(url)
            request.posted = Array(body.utf8)
            request.headers = [.init("Content-Type", "text/plain; charset=utf-8")]
            request.mostBytes = 65_536
            do throws(FetchError) {
                let answer = try await client.answer(to: request)
                return (answer.status, String(decoding: answer.body, as: UTF8.self))
            } catch {
                throw WitnessRound.Unreachable(reason: "\(error)")
            }
        }
    }
}

import CanonicalJSON
import Foundation
import Testing

/// A real browser, driven over the WebDriver protocol by Debian's `chromedriver`.
///
/// Source: W3C WebDriver, <https://www.w3.org/TR/webdriver2/>.
struct Browser {
    private let session: String

    /// Runs the body with a browser of its own, which is gone afterwards.
    ///
    /// - Parameter flags: Of the browser, as `--blink-settings=…`.
    static func with(
        flags: [String] = [], isolation: isolated (any Actor)? = #isolation,
        _ body: (Browser) async throws -> Void
    ) async throws {
        // It holds back what it says of a port that it chose itself.
        let port = Int.random(in: 20_000..<32_000)
        let driver = try Program(
            ["--port=\(port)"], of: URL(fileURLWithPath: "/usr/bin/chromedriver"))
        let address = "http://127.0.0.1:\(port)"
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--window-size=1200,1000",
        ]
        let options: JSONValue = [
            "args": .array((arguments + flags).map { .string($0) }),
            "binary": "/usr/bin/chromium",
        ]
        let asked: JSONValue = [
            "capabilities": [
                "alwaysMatch": [
                    "browserName": "chrome", "goog:chromeOptions": options,
                    "goog:loggingPrefs": ["browser": "ALL"],
                ]
            ]
        ]
        do {
            try await begin(at: address)
            let made = try await send("POST", address + "/session", asked)
            let id = try #require(made["sessionId"]?.stringValue, "\(made)")
            let browser = Browser(session: "\(address)/session/\(id)")
            try await body(browser)
            _ = try await send("DELETE", browser.session, nil)
        } catch {
            try await end(driver, at: address)
            throw error
        }
        try await end(driver, at: address)
    }

    /// It ends when it is asked; a signal it may pass over.
    private static func end(_ driver: Program, at address: String) async throws {
        _ = try? await Shell.run("curl -s -m 10 \(address)/shutdown")
        driver.interrupt(with: SIGKILL)
        _ = try await Run(driver)
    }

    private static func begin(at address: String) async throws {
        for _ in 0..<300 {
            let status = try await Shell.run("curl -s -m 5 \(address)/status")
            if status.output.contains("\"ready\":true") { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw BrowserError(text: "chromedriver does not answer at \(address)")
    }

    func open(_ address: String) async throws {
        _ = try await Self.send("POST", session + "/url", ["url": .string(address)])
    }

    /// What a line of script returns, in the page.
    @discardableResult
    func run(_ script: String) async throws -> JSONValue {
        try await Self.send(
            "POST", session + "/execute/sync", ["script": .string(script), "args": []])
    }

    /// Presses keys where the focus is.
    func press(_ keys: String...) async throws {
        let actions = keys.flatMap { key -> [JSONValue] in
            [
                ["type": "keyDown", "value": .string(key)],
                ["type": "keyUp", "value": .string(key)],
            ]
        }
        let body: JSONValue = [
            "actions": [["type": "key", "id": "keyboard", "actions": .array(actions)]]
        ]
        _ = try await Self.send("POST", session + "/actions", body)
    }

    /// A command of the browser's own protocol.
    @discardableResult
    func command(_ name: String, _ parameters: JSONValue = [:]) async throws -> JSONValue {
        try await Self.send(
            "POST", session + "/goog/cdp/execute", ["cmd": .string(name), "params": parameters])
    }

    /// What the page and the browser complained about.
    func complaints() async throws -> [String] {
        let log = try await Self.send("POST", session + "/se/log", ["type": "browser"])
        return log.arrayValue?.compactMap { $0["message"]?.stringValue } ?? []
    }

    private static func send(
        _ method: String, _ address: String, _ body: JSONValue?
    ) async throws -> JSONValue {
        var arguments = ["-sS", "-X", method, "--max-time", "60", address]
        if body != nil {
            arguments += ["-H", "Content-Type: application/json", "--data-binary", "@-"]
        }
        let run = try await Run(
            Program(
                arguments, of: URL(fileURLWithPath: "/usr/bin/curl"),
                input: Array((body?.canonicalText ?? "").utf8)))
        try #require(run.status == 0, run.story)
        let value = try run.json()["value"] ?? .null
        if let error = value["error"]?.stringValue {
            throw BrowserError(text: error + ": " + (value["message"]?.stringValue ?? ""))
        }
        return value
    }
}

struct BrowserError: Error { let text: String }

import CanonicalJSON
import Foundation
import Testing

/// The page in a real browser: saved, without a network; served; by keys alone; and printed.
///
/// `deploy/test` installs Debian's browser.
@Suite(
    .serialized,
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/chromedriver")))
struct PageTests {
    private static let shown = "[...document.querySelectorAll('#lines>li')].filter(l => !l.hidden)"

    private static func count(_ browser: Browser) async throws -> Int64 {
        try await browser.run("return \(shown).length").integerValue ?? -1
    }

    /// Where pictures are left for whoever looks at them.
    private static let pictures = Programs.root + "/.build/pages"

    private func withPage(
        _ options: [String] = [], _ body: (SampleLedger, String) async throws -> Void
    ) async throws {
        try await withSampleLedger { ledger in
            let file = FileManager.default.temporaryDirectory
                .appendingPathComponent("annals-page-\(UUID().uuidString).html").path
            let run = try await ledger.run(["page", "innotron", "-o", file] + options)
            #expect(run.status == 0, run.story)
            defer { try? FileManager.default.removeItem(atPath: file) }
            try await body(ledger, file)
        }
    }

    @Test func `a saved page shows the history of any day, as annals tells it`() async throws {
        try await withPage { ledger, file in
            try await Browser.with(flags: ["--host-resolver-rules=MAP * ~NOTFOUND"]) { browser in
                try await browser.command("Network.enable")
                try await browser.open("file://" + file)
                let whole = try await ledger.annals("timeline", "innotron", "--format", "json")
                #expect(try await Self.count(browser) == Int64(try whole.records().count))
                for day in ["2024-03-28", "2024-03-29", "2024-05-01", "2024-07-15", "2026-01-08"] {
                    try await browser.run("location.hash = 'asof=\(day)'")
                    try await Task.sleep(for: .milliseconds(100))
                    let then = try await ledger.annals(
                        "timeline", "innotron", "--as-of", day, "--format", "json")
                    let positions = try await browser.run(
                        "return \(Self.shown).map(l => Number(l.dataset.at))")
                    let wanted = try then.records().compactMap { $0["position"] }
                    #expect(positions.arrayValue == wanted, "\(day)")
                    let spoken = try await browser.run(
                        "return document.getElementById('slider').getAttribute('aria-valuetext')")
                    #expect(
                        spoken.stringValue == "\(day), \(wanted.count) lines", "\(spoken)")
                }
                #expect(try await browser.complaints() == [])
            }
        }
    }

    @Test func `everything can be reached and done by keys`() async throws {
        try await withPage { ledger, file in
            try await Browser.with { browser in
                try await browser.open("file://" + file)
                let all = try await Self.count(browser)
                // A step back in time, and on again.
                try await browser.press("[", "[", "[")
                let before = try await Self.count(browser)
                #expect(before < all)
                try await browser.press("]", "]", "]")
                #expect(try await Self.count(browser) == all)
                // Words are looked for, and the filter is in the address.
                try await browser.press("/")
                try await browser.press("H", "B", "M")
                try await Task.sleep(for: .milliseconds(400))
                #expect(try await Self.count(browser) == 3)
                let hash = try await browser.run("return location.hash")
                #expect(hash.stringValue == "#q=HBM")
                try await browser.press("\u{E00C}")
                try await browser.press("j", "j", "\u{E007}")
                let open = try await browser.run(
                    "return document.activeElement.parentElement.open === true "
                        + "&& document.activeElement.tagName === 'SUMMARY'")
                #expect(open == true)
                try await browser.press("d")
                let compared = try await browser.run(
                    "return !document.getElementById('diff').hidden "
                        + "&& document.activeElement.id === 'diff-from'")
                #expect(compared == true)
                try await browser.run("document.activeElement.blur()")
                try await browser.press("?")
                #expect(
                    try await browser.run("return document.getElementById('help').open") == true)
                #expect(try await browser.complaints() == [])
            }
        }
    }

    @Test func `two days are compared as annals compares them`() async throws {
        try await withSampleLedger { ledger in
            _ = try await ledger.annals(
                "amend", "innotron/F12", "--title", "The plant starts", "--published", "2024-08-01",
                "--reason", "the paper changed it")
            let file = FileManager.default.temporaryDirectory
                .appendingPathComponent("annals-page-\(UUID().uuidString).html").path
            _ = try await ledger.annals("page", "innotron", "-o", file)
            defer { try? FileManager.default.removeItem(atPath: file) }
            try await Browser.with { browser in
                try await browser.open("file://" + file)
                try await browser.run(
                    """
                    document.getElementById('diff-from').value = '2024-07-01';
                    document.getElementById('diff-to').value = '2025-12-31';
                    document.getElementById('compare').click();
                    """)
                let words = try await browser.run(
                    "return document.getElementById('diff-result').innerText")
                let text = words.stringValue ?? ""
                let diff = try await ledger.annals(
                    "diff", "innotron", "--from", "2024-07-01", "--to", "2025-12-31", "--format",
                    "json")
                let added = try diff.records().count {
                    $0["change"] == "added" && $0["what"] != "milestone" && $0["what"] != "conflict"
                }
                #expect(text.contains("Added (\(added))"), "\(text)")
                #expect(text.contains("The plant is to start preliminary operation"), "\(text)")
                #expect(text.contains("The plant starts"), "\(text)")
            }
        }
    }

    @Test func `what one can act on has a name, by day, by night and on paper`() async throws {
        try await withService { service in
            try FileManager.default.createDirectory(
                atPath: Self.pictures, withIntermediateDirectories: true)
            try await Browser.with { browser in
                for (name, path) in [("start", "/"), ("company", "/companies/innotron/timeline")] {
                    try await browser.open(service.address + path)
                    let tree = try await browser.command("Accessibility.getFullAXTree")
                    let nodes = tree["nodes"]?.arrayValue ?? []
                    let acting: Set = [
                        "button", "link", "searchbox", "slider", "textbox", "Date",
                        "DisclosureTriangle",
                    ]
                    let nameless = nodes.filter { node in
                        acting.contains(node["role"]?["value"]?.stringValue ?? "")
                            && node["ignored"] != true
                            && (node["name"]?["value"]?.stringValue ?? "").isEmpty
                    }
                    #expect(nodes.count > 20 && nameless.isEmpty, "\(nameless.prefix(3))")
                    let small = try await browser.run(
                        """
                        return [...document.querySelectorAll('button,input,summary')].filter(e => {
                          const r = e.getBoundingClientRect();
                          return r.width && (r.height < 24 || r.width < 24);
                        }).map(e => e.outerHTML.slice(0, 80))
                        """)
                    #expect(small.arrayValue?.isEmpty == true, "\(small)")
                    for scheme in ["light", "dark"] {
                        try await browser.command(
                            "Emulation.setEmulatedMedia",
                            [
                                "features": [
                                    ["name": "prefers-color-scheme", "value": .string(scheme)]
                                ]
                            ])
                        let picture = try await browser.command("Page.captureScreenshot")
                        try Self.keep(picture["data"], as: "\(name)-\(scheme).png")
                        #expect(try await Self.leastContrast(browser) >= 4.5, "\(name) \(scheme)")
                    }
                    let paper = try await browser.command("Page.printToPDF")
                    try Self.keep(paper["data"], as: "\(name).pdf")
                    #expect(try await browser.complaints() == [])
                }
            }
        }
    }

    private static func keep(_ data: JSONValue?, as name: String) throws {
        let bytes = try #require(data?.stringValue.flatMap { Data(base64Encoded: $0) })
        try bytes.write(to: URL(fileURLWithPath: pictures + "/" + name))
    }

    /// The least contrast of text to its ground. Source: WCAG 2.2, "contrast ratio".
    private static func leastContrast(_ browser: Browser) async throws -> Double {
        let least = try await browser.run(
            """
            const light = c => {
              const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map(v => {
                const s = v / 255;
                return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
              });
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const ground = e => {
              for (; e; e = e.parentElement) {
                const c = getComputedStyle(e).backgroundColor;
                if (!/, 0\\)$/.test(c)) return c;
              }
              return 'rgb(255,255,255)';
            };
            let least = 21;
            for (const e of document.querySelectorAll('body *:not(svg *):not(script):not(style)')) {
              if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
              if (!e.getClientRects().length) continue;
              const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
              least = Math.min(least, (a + 0.05) / (b + 0.05));
            }
            return String(least);
            """)
        return least.stringValue.flatMap { Double($0) } ?? 0
    }
}

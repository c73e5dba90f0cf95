import CanonicalJSON
import TestSupport
import Testing

struct JSONObjectTests {
    @Test func `members are set, replaced and removed`() {
        var object: JSONObject = ["b": 1, "a": 2]
        object["c"] = "x"
        object["a"] = nil
        object["b"] = .null
        object["missing"] = nil
        #expect(object.map(\.name) == ["b", "c"])
        #expect(object["b"] == .some(.null))
        #expect(object["a"] == nil)
        #expect(JSONValue.object(object)["c"]?.stringValue == "x")
    }

    @Test func `of equal names in code the last one counts`() {
        let object: JSONObject = ["a": 1, "b": 2, "a": 3]
        #expect(object.canonicalBytes == Array(#"{"a":3,"b":2}"#.utf8))
    }

    @Test func `names and strings that only mean the same are different`() {
        let object: JSONObject = ["\u{E9}": 1, "e\u{301}": 2]
        #expect(object.count == 2)
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == 2)
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
        #expect(Set<JSONValue>(["\u{E9}", "e\u{301}", "\u{E9}"]).count == 2)
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `order is that of UTF-16 code units whatever the order of insertion`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<300 {
            var object = JSONObject()
            var names: Set<[UInt16]> = []
            for _ in 0..<random.below(20) {
                let name = random.text()
                object[name] = 1
                names.insert(Array(name.utf16))
            }
            let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
            #expect(object.map { Array($0.name.utf16) } == sorted)
            #expect(object.allSatisfy { object[$0.name] == 1 })
        }
    }

    @Test func `each kind of value answers for itself only`() {
        let values: [JSONValue] = [.null, true, 7, .double(0.5), "x", [1], ["a": 1]]
        #expect(values.map(\.isNull) == [true, false, false, false, false, false, false])
        #expect(values.map(\.boolValue) == [nil, true, nil, nil, nil, nil, nil])
        #expect(values.map(\.integerValue) == [nil, nil, 7, nil, nil, nil, nil])
        #expect(values.map(\.stringValue) == [nil, nil, nil, nil, "x", nil, nil])
        #expect(values.map(\.arrayValue) == [nil, nil, nil, nil, nil, [1], nil])
        #expect(values.map(\.objectValue) == [nil, nil, nil, nil, nil, nil, ["a": 1]])
        #expect(values.map { $0["a"] } == [nil, nil, nil, nil, nil, nil, 1])
        for (index, value) in values.enumerated() {
            #expect(values.firstIndex(of: value) == index)
        }
        #expect(Set(values).count == values.count)
    }
}

import Proofs
import Testing

@Suite struct TileTests {
    /// Source: C2SP tlog-tiles v0.1.0, whose example is 1234067; the tree of 70,000 is its own.
    @Test(
        arguments: [
            (TilePlace(level: 0, number: 1_234_067), "tile/0/x001/x234/067"),
            (TilePlace(level: 0, number: 0), "tile/0/000"),
            (TilePlace(level: 1, number: 999), "tile/1/999"),
            (TilePlace(level: 1, number: 1_000, width: 17), "tile/1/x001/000.p/17"),
        ])
    func `paths are the specification's`(place: TilePlace, path: String) {
        #expect(place.path == path)
    }

    @Test func `a tree has the tiles that the specification counts`() {
        let places = Array(TilePlace.all(inTreeOf: 70_000))
        #expect(places.count { $0.level == 0 && $0.isFull } == 273)
        #expect(
            places.filter { !$0.isFull }.map(\.path)
                == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"])
        #expect(places.count == 273 + 1 + 1 + 1 + 1)
        #expect(Array(TilePlace.all(inTreeOf: 0)).isEmpty)
        #expect(TilePlace(level: 0, number: 274, inTreeOf: 70_000) == nil)
    }

    @Test func `a bundle comes back, and nothing else is one`() throws {
        let bundle = EntryBundle(entries: [entry(1), [], entry(300)])
        let bytes = try bundle.bytes()
        #expect(try EntryBundle(bytes, width: 3) == bundle)
        for (changed, width) in [(bytes, 2), (bytes, 4), (bytes.dropLast(), 3), (bytes + [0], 3)] {
            #expect(throws: ProofError.self) {
                try EntryBundle(Array(changed), width: width)
            }
        }
        #expect(throws: ProofError.self) {
            try EntryBundle(entries: [Array(repeating: 0, count: 65_536)]).bytes()
        }
    }
}

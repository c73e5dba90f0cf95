/// A zip file, written by hand, with every field open to lies.
struct ZipFixture {
    struct Member {
        var name: String
        var content: [UInt8]
        var isStored = false
        var flags: UInt16 = 0
        /// What the directory says, where it is not the truth.
        var method: UInt16?
        var checksum: UInt32?
        var sizeBytes: UInt32?
        var compressedBytes: UInt32?
        var header: UInt32?
        /// What the member's own header says.
        var localName: String?
        /// The Zip64 extra field's numbers; sizes and place are then all ones unless given above.
        var wide: [UInt64]?

        init(_ name: String, _ content: String) {
            self.name = name
            self.content = Array(content.utf8)
        }
    }

    var members: [Member] = []
    var comment = ""
    var isWide = false
    /// What the end record says, where it is not the truth.
    var count: UInt16?
    var directoryBytes: UInt32?
    var directoryPlace: UInt32?
    var widePlace: UInt64?
    var disk: UInt16 = 0
    /// Bytes between the directory's last entry and its end.
    var padding: [UInt8] = []

    var bytes: [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let packed = member.isStored ? member.content : Packing.deflate(member.content)
            let method: UInt16 = member.method ?? (member.isStored ? 0 : 8)
            let checksum = member.checksum ?? Packing.checksum(member.content)
            let header = UInt32(file.count)
            let localName = Array((member.localName ?? member.name).utf8)
            file += le(0x0403_4B50 as UInt32) + le(20 as UInt16) + le(member.flags) + le(method)
            file += le(0 as UInt32) + le(checksum) + le(UInt32(packed.count))
            file += le(UInt32(member.content.count)) + le(UInt16(localName.count))
            file += le(3 as UInt16) + localName + [0, 0, 0] + packed
            let wide = (member.wide ?? []).flatMap { le($0) }
            let extra = member.wide == nil ? [] : le(1 as UInt16) + le(UInt16(wide.count)) + wide
            let other = le(0x5455 as UInt16) + le(1 as UInt16) + [7]
            let narrow: UInt32? = member.wide == nil ? nil : .max
            directory += le(0x0201_4B50 as UInt32) + le(20 as UInt16) + le(20 as UInt16)
            directory += le(member.flags) + le(method) + le(0 as UInt32) + le(checksum)
            directory += le(member.compressedBytes ?? narrow ?? UInt32(packed.count))
            directory += le(member.sizeBytes ?? narrow ?? UInt32(member.content.count))
            directory += le(UInt16(member.name.utf8.count))
            directory += le(UInt16(extra.count + other.count)) + le(1 as UInt16)
            directory += le(0 as UInt64) + le(member.header ?? narrow ?? header)
            directory += Array(member.name.utf8) + other + extra + [0x21]
        }
        directory += padding
        return file + directory + end(place: file.count, bytes: directory.count)
    }

    private func end(place: Int, bytes: Int) -> [UInt8] {
        var end: [UInt8] = []
        if isWide {
            end += le(0x0606_4B50 as UInt32) + le(44 as UInt64) + le(45 as UInt16)
            end += le(45 as UInt16) + le(UInt64(disk)) + le(UInt64(count ?? UInt16(members.count)))
            end += le(UInt64(count ?? UInt16(members.count)))
            end += le(UInt64(directoryBytes ?? UInt32(bytes)))
            end += le(UInt64(directoryPlace ?? UInt32(place)))
            end += le(0x0706_4B50 as UInt32) + le(0 as UInt32)
            end += le(widePlace ?? UInt64(place + bytes)) + le(1 as UInt32)
        }
        let number = isWide ? .max : count ?? UInt16(members.count)
        end += le(0x0605_4B50 as UInt32) + le(disk) + le(disk) + le(number) + le(number)
        end += le(isWide ? .max : directoryBytes ?? UInt32(bytes))
        end += le(isWide ? .max : directoryPlace ?? UInt32(place))
        return end + le(UInt16(comment.utf8.count)) + Array(comment.utf8)
    }

    private func le(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}

import CZlib

/// A zip archive (PKWARE's APPNOTE 6.3.9) of files as they are, neither compressed nor dated: 1 January 1980 is the first
/// day that the format knows.
struct ZipArchive {
  private var files: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0
  /// What 32 bits can count.
  private static let limit = Int(UInt32.max)

  /// - Parameter name: in ASCII, with `/` between folders.
  /// - Throws: `tooLarge` when the archive would have 4 GiB.
  mutating func add(_ name: String, _ bytes: [UInt8]) throws(ModelFileError) {
    guard bytes.count < Self.limit - files.count - directory.count - 1 << 16, count < .max else {
      throw .tooLarge(format: "npz", limit: Self.limit)
    }
    let start = UInt32(files.count)
    let entry = Self.entry(name, bytes)
    files += littleEndian(0x0403_4b50 as UInt32) + entry + Array(name.utf8) + bytes
    directory += littleEndian(0x0201_4b50 as UInt32) + littleEndian(20 as UInt16) + entry
    // No comment, the first disk, no attributes.
    directory += Array(repeating: 0, count: 10) + littleEndian(start) + Array(name.utf8)
    count += 1
  }

  /// What a file's own header and the directory both say: version 2.0, stored, when, checksum, sizes.
  private static func entry(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    let checksum = bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    let size = littleEndian(UInt32(bytes.count))
    let firstDay = 1 << 5 | 1 as UInt16
    return littleEndian(20 as UInt16) + [0, 0, 0, 0, 0, 0] + littleEndian(firstDay)
      + littleEndian(UInt32(checksum)) + size + size + littleEndian(UInt16(name.utf8.count)) + [0, 0]
  }

  var bytes: [UInt8] {
    let end =
      littleEndian(0x0605_4b50 as UInt32) + [0, 0, 0, 0] + littleEndian(count) + littleEndian(count)
      + littleEndian(UInt32(directory.count)) + littleEndian(UInt32(files.count)) + [0, 0]
    return files + directory + end
  }
}

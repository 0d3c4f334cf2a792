import Datasets
import Determinism
import Glibc
import Testing

struct MappedFileTests {
  /// Longer than what is read at once, and no multiple of it.
  private static let bytes = (0..<1_500_001).map { UInt8(truncatingIfNeeded: $0 * 31 + $0 >> 9) }

  private func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test func `holds the bytes and gives their digest`() throws {
    let folder = TemporaryFolder()
    for count in [0, 1, 1 << 20 - 1, 1 << 20, Self.bytes.count] {
      let bytes = Array(Self.bytes.prefix(count))
      let file = try mapFile(folder.write("b", bytes))
      #expect(file.count == count)
      #expect(file.withUnsafeBytes { Array($0) } == bytes)
      #expect(try digest(of: file) == Digest.of(bytes))
    }
  }

  @Test func `a file that is cut short or written to is found out before its digest is believed`() throws {
    let folder = TemporaryFolder()
    let path = folder.write("a", Self.bytes)
    let file = try mapFile(path)
    #expect(truncate(path, 1000) == 0)
    #expect(
      refusal { _ = try digest(of: file) } == "\(path): cannot be read: it was written to while it was in use"
    )
    let cache = DataCache(folder: folder.path + "/cache", settlingTime: 0)
    folder.write("a", Self.bytes + [1])
    #expect(
      refusal { _ = try digest(of: file, cache: cache) }
        == "\(path): cannot be read: it was written to while it was in use")
  }

  @Test func `rows in place are as they were digested, or it is said`() throws {
    let folder = TemporaryFolder()
    let x = npy("<f4", "(1000, 300)", Array(repeating: 0, count: 1_200_000))
    folder.write("x", x)
    folder.write("y", npy("|u1", "(1000,)", (0..<1000).map { UInt8($0 % 2) }))
    let data = try prepare(
      npyRecipe(), read: { (path) throws(DatasetError) in try mapFile(folder.path + "/" + path) })
    #expect(refusal(data.requireUnchanged) == "no error")
    let path = folder.write("x", Array(x.dropLast()) + [1])
    #expect(
      refusal(data.requireUnchanged) == "\(path): cannot be read: it was written to while it was in use")
  }

  @Test func `floats in place, an initial model say, are as they were opened, or it is said`() throws {
    let folder = TemporaryFolder()
    let model = npy("<f4", "(300000,)", Array(repeating: 0, count: 1_200_000))
    let path = folder.write("model", model)
    let floats = try NumberArray(npy: try mapFile(path), path: path).floats()
    #expect(floats.array == Array(repeating: 0, count: 300_000))
    #expect(refusal(floats.requireUnchanged) == "no error")
    folder.write("model", Array(model.dropLast()) + [1])
    #expect(
      refusal(floats.requireUnchanged) == "\(path): cannot be read: it was written to while it was in use")
  }

  @Test func `rows of a file that was written to meanwhile are neither given nor kept`() throws {
    let folder = TemporaryFolder()
    let x = npy("<f4", "(1000, 300)", Array(repeating: 0, count: 1_200_000))
    folder.write("x", x)
    folder.write("y", npy("|u1", "(1000,)", (0..<1000).map { UInt8($0 % 2) }))
    let cache = folder.path + "/cache"
    let read: ReadData = { (path) throws(DatasetError) in
      let file = try mapFile(folder.path + "/" + path)
      if path == "y" { folder.write("x", Array(x.dropLast()) + [1]) }
      return file
    }
    let said = refusal {
      _ = try prepare(npyRecipe(scale: .standard), read: read, cache: DataCache(folder: cache))
    }
    #expect(said == "\(folder.path)/x: cannot be read: it was written to while it was in use")
    #expect(!TemporaryFolder.names(in: cache).contains { $0.hasSuffix(".rows") })
  }

  @Test func `a digest is remembered for as long as the file stays as it is`() throws {
    let folder = TemporaryFolder()
    let path = folder.write("a", Self.bytes)
    let cache = DataCache(folder: folder.path + "/cache", settlingTime: 0)
    let expected = Digest.of(Self.bytes)
    #expect(try digest(of: mapFile(path), cache: cache) == expected)
    let name = try #require(TemporaryFolder.names(in: folder.path + "/cache").first)
    let record = try readFile(folder.path + "/cache/" + name)

    // What is remembered is what is given: a forged record shows it, a damaged one is not believed.
    let forged = Digest.of("forged").bytes + record[32..<64]
    folder.write("cache/" + name, forged + Digest.of(forged).bytes)
    #expect(try digest(of: mapFile(path), cache: cache) == Digest.of("forged"))
    for damaged in [[], Array(record.prefix(95)), forged + record.suffix(32), record + [0]] {
      folder.write("cache/" + name, damaged)
      #expect(try digest(of: mapFile(path), cache: cache) == expected)
      #expect(try readFile(folder.path + "/cache/" + name) == record)
    }

    folder.write("a", Self.bytes + [7])
    #expect(try digest(of: mapFile(path), cache: cache) == Digest.of(Self.bytes + [7]))
  }

  @Test func `a file changed a moment ago is not remembered`() throws {
    let folder = TemporaryFolder()
    let path = folder.write("a", Self.bytes)
    let cache = DataCache(folder: folder.path + "/cache")
    #expect(try digest(of: mapFile(path), cache: cache) == Digest.of(Self.bytes))
    #expect(TemporaryFolder.names(in: folder.path + "/cache").isEmpty)
  }

  /// NPY's header may have any length, so floats may lie at any offset.
  @Test(arguments: 0..<8) func `floats at any offset are the same`(offset: Int) throws {
    let floats = (0..<30).map { Float($0) / 3 }
    let header =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (10, 3)}" + String(repeating: " ", count: offset)
    let file =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      + floats.flatMap { float in withUnsafeBytes(of: float) { Array($0) } }
    let y = npy("|u1", "(10,)", [0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
    let data = try prepared(npyRecipe(), ["x": file, "y": y])
    #expect(data.x == Floats(floats))
  }
}

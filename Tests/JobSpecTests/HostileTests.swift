import Determinism
import JobSpec
import Testing
import YAMLTree

/// Files that are no jobs at all.
@Suite struct HostileTests {
  static func read(_ bytes: [UInt8]) -> ReadJob {
    readJob(SourceText(name: "x.yaml", bytes: bytes), root: ".") { _ in .failure(.missing) }
  }

  static let laughs = (1...9).reduce("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n") {
    text, level in
    let items = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
    return text + "a\(level): &a\(level) [\(items)]\n"
  }

  @Test func `each gives one clear error`() throws {
    let files: [(String, [UInt8])] = [
      ("empty", []), ("only a comment", Array("# nothing\n".utf8)),
      ("a billion laughs", Array(HostileTests.laughs.utf8)),
      ("a megabyte of brackets", Array(repeating: UInt8(ascii: "["), count: 1 << 20)),
      ("two megabytes", Array(repeating: UInt8(ascii: "a"), count: 2 << 20)),
      ("binary", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0xFF, 0xFE]),
      ("invalid UTF-8", Array("name: ".utf8) + [0xC3, 0x28]),
      ("long binary", (0..<500).map { UInt8(truncatingIfNeeded: $0 * 37 | 0x80) }),
      (
        "UTF-16",
        [0xFF, 0xFE] + Example.small.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
      ),
      ("a list", Array("[1, 2]".utf8)), ("a word", Array("job".utf8)),
      ("two documents", Array("a: 1\n---\nb: 2\n".utf8)),
      ("a tab", Array("a:\n\tb: 1\n".utf8)), ("a duplicate key", Array("name: a\nseed: 1\nname: b\n".utf8)),
      ("a merge key", Array("x-a: &a {b: 1}\n<<: *a\n".utf8)), ("a tag", Array("seed: !!int 5\n".utf8)),
      ("an undefined alias", Array("x-a: &base 1\nseed: *bsae\n".utf8)),
      ("a later language", Array("schema: muster/v2\nnew: things\n".utf8)),
    ]
    let report = files.map { name, bytes in
      let result = HostileTests.read(bytes)
      #expect(result.diagnostics.count == 1, "\(name)")
      return "### \(name)\n\(result.diagnostics.rendered)\n"
    }
    try Golden("hostile.txt").expect(report.joined())
  }

  @Test func `line ends and a byte order mark change nothing`() {
    let crlf = Example.small.replacing("\n", with: "\r\n")
    #expect(
      HostileTests.read([0xEF, 0xBB, 0xBF] + Array(crlf.utf8)).job == JobSpecTests.read(Example.small).job)
    let wrong = HostileTests.read([0xEF, 0xBB, 0xBF] + Array("nmae: a\r\n".utf8)).diagnostics
    #expect(
      wrong.first { $0.code == "unknown-key" }?.rendered == """
        x.yaml:1:1: error: unknown key `nmae`
          |
        1 | nmae: a
          | ^^^^
          = help: did you mean `name`?
        """)
  }

  @Test func `shows a hundred problems and counts the rest`() {
    let found = JobSpecTests.read(Example.small + (0..<500).map { "k\($0): 1\n" }.joined()).diagnostics
    #expect(found.count == 101)
    #expect(found.last?.rendered == "error: and 400 more problems\n = help: mend the ones above first")
  }

  @Test func `many participants are no burden`() {
    let people = (0..<8000).map { "  p\($0): {roles: []}\n" }.joined()
    let owners = "  owners: [\((0..<8000).map { "q\($0)" }.joined(separator: ", "))]\n"
    let text =
      Example.small.replacing("  partitions", with: owners + "  partitions") + "participants:\n" + people
    #expect(JobSpecTests.read(text).diagnostics.last?.message == "and 15900 more problems")
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `no mutation of a job crashes, and there is a job unless there is an error`(seed: UInt64) {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let original = Array(Example.hospitals.utf8)
    let pieces = [
      "[", "]", "{", "}", ": ", "\n", "  ", "- ", "\"", "0", "-1", "%", "é", "\u{0}", "&a", "*a", "~",
      "1e999",
    ]
    for _ in 0..<300 {
      var bytes = original
      for _ in 0...next(4) {
        let start = next(bytes.count)
        let end = min(bytes.count, start + next(12))
        bytes.replaceSubrange(start..<end, with: next(3) == 0 ? [] : Array(pieces[next(pieces.count)].utf8))
      }
      let result = readJob(SourceText(name: "Jobs/x.yaml", bytes: bytes), root: ".") { path in
        Example.files[path].map { .success(Array($0.utf8)) } ?? .failure(.missing)
      }
      let hasError = result.diagnostics.contains { $0.severity == .error }
      #expect((result.job == nil) == hasError, "seed \(seed)")
      #expect(!result.diagnostics.rendered.isEmpty == !result.diagnostics.isEmpty)
      #expect(result.diagnostics.json.text().utf8.count > 1)
    }
  }
}

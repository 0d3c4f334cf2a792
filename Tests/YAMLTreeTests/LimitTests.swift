import Testing
import YAMLTree

struct LimitTests {
  @Test func `a text of more than 1 MiB`() {
    let comment = Array(("a: 1 #" + String(repeating: "x", count: (1 << 20) - 6)).utf8)
    #expect(failure(comment) == nil)
    #expect(failure(comment + [0x78]) == "1:1 tooManyBytes(1048577, limit: 1048576)")
  }

  @Test func `64 collections inside one another and no more`() {
    let nested = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    #expect(failure(nested(64)) == nil)
    #expect(failure(nested(65)) == "1:65-66 tooDeep(limit: 64)")
    #expect(failure(String(repeating: "- ", count: 65) + "a") == "1:129 tooDeep(limit: 64)")
  }

  @Test(arguments: ["[", "{", "- ", "? ", "[a: ", "a: {"])
  func `a megabyte of openings is refused at the limit`(opening: String) {
    let text = String(repeating: opening, count: (1 << 20) / opening.utf8.count)
    #expect(failure(text)?.hasSuffix("tooDeep(limit: 64)") == true)
  }

  @Test func `an alias counts with its own depth`() {
    let chain = (1...64).map { "- &a\($0) [\($0 == 1 ? "x" : "*a\($0 - 1)")]" }
    #expect(failure(chain.dropLast().joined(separator: "\n")) == nil)
    #expect(failure(chain.joined(separator: "\n")) == "64:9-13 tooDeep(limit: 64)")
  }

  @Test func `a billion laughs`() {
    var lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      lines.append("a\(level): &a\(level) [\(aliases)]")
    }
    // 11 nodes ten times, 111 ten times, then 1111 eight times make 10,108.
    #expect(failure(lines.joined(separator: "\n")) == "4:45-48 tooManyAliasNodes(limit: 10000) -> 3:5-8")
  }

  @Test func `100,000 nodes, keys and aliased nodes included`() {
    let list = { "- x: &x [1]\n  y: *x\n" + String(repeating: "- a\n", count: $0) }
    // The list, its first mapping, two keys and two lists of one.
    #expect(failure(list(99_992)) == nil)
    #expect(failure(list(99_993)) == "99995:3-4 tooManyNodes(limit: 100000)")
  }

  @Test func `limits can be chosen`() {
    var limits = YAMLReader.Limits.standard
    limits.nodes = 3
    #expect(failure("[a, b]", limits: limits) == nil)
    #expect(failure("[a, b, c]", limits: limits) == "1:8-9 tooManyNodes(limit: 3)")
  }
}

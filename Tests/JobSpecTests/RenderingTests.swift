import Determinism
import JobSpec
import Testing
import YAMLTree

@Suite struct RenderingTests {
  /// A diagnostic about what stands between « and ».
  static func rendered(_ marked: String, help: String? = nil) -> String {
    let parts = marked.split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = parts[1].split(separator: "»", maxSplits: 1, omittingEmptySubsequences: false)
    let start = parts[0].utf8.count
    let source = SourceText(name: "x.yaml", bytes: Array((parts[0] + rest[0] + rest[1]).utf8))
    let place = Place(source: source, range: start..<start + rest[0].utf8.count)
    return Diagnostic(.planning(code: "wrong", message: "wrong", help: help), place: place).rendered
  }

  @Test func `puts carets under the whole value`() {
    #expect(
      Self.rendered("a: 1\nname: «two words» # why\n", help: "one word") == """
        x.yaml:2:7: error: wrong
          |
        2 | name: two words # why
          |       ^^^^^^^^^
          = help: one word
        """)
  }

  @Test func `of several lines it marks the first`() {
    #expect(
      Self.rendered("a:\n  «b: 1   \n  c: 2»\n") == """
        x.yaml:2:3: error: wrong
          |
        2 |   b: 1
          |   ^^^^
        """)
  }

  @Test func `an empty place has one caret`() {
    #expect(
      Self.rendered("name:«»\n") == """
        x.yaml:1:6: error: wrong
          |
        1 | name:
          |      ^
        """)
  }

  @Test func `tabs are four columns and wide characters two`() {
    #expect(
      Self.rendered("\t名前: «値🙂e\u{301}» x") == """
        x.yaml:1:6: error: wrong
          |
        1 |     名前: 値🙂e\u{301} x
          |           ^^^^^
        """)
  }

  @Test func `control characters do not reach the terminal`() {
    #expect(
      Self.rendered("a: «\u{1B}[31m»\n") == """
        x.yaml:1:4: error: wrong
          |
        1 | a: \u{FFFD}[31m
          |    ^^^^^
        """)
  }

  @Test func `a long line is cut around the place`() {
    let long = String(repeating: "a", count: 500)
    #expect(
      Self.rendered(long + "«bbb»" + long) == """
        x.yaml:1:501: error: wrong
          |
        1 | …\(String(repeating: "a", count: 30))bbb\(String(repeating: "a", count: 66))…
          |  \(String(repeating: " ", count: 30))^^^
        """)
  }

  @Test func `without a place there is only the message`() {
    let one = Diagnostic(
      .planning(code: "x", message: "no worker", help: nil), severity: .warning, place: nil)
    #expect(one.rendered == "warning: no worker")
  }

  @Test func `for programs every diagnostic has the same keys`() {
    let found = read("schema: muster/v1\nkind: job\nname: ß\n").diagnostics[2]
    let json = found.json.text(indented: false)
    #expect(
      json == #"{"file":"Jobs/x.yaml","line":1,"column":1,"endLine":1,"endColumn":1,"severity":"error","#
        + #""code":"missing-key","message":"the job lacks the key `model`","#
        + #""help":"add it, for example `model: {mlp: {hidden: [32, 16]}}`"}"#)
    let bad = read("name: ß\n").diagnostics.first { $0.code == "bad-text" }
    #expect(
      bad?.json.text(indented: false).contains(#""line":1,"column":7,"endLine":1,"endColumn":8,"#) == true)
  }
}

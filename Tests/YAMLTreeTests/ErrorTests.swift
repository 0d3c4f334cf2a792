import Testing
import YAMLTree

struct ErrorTests {
  @Test(arguments: ["", "  \n# x\n", "---\n", "--- # x\n...\n", "\u{FEFF}"])
  func `a text without a value`(text: String) {
    #expect(failure(text) == "1:1 empty")
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3\n", #"3:1-2 duplicateKey("a") -> 1:1-2"#),
    ("x: {a: 1, \"a\" : 2}", #"1:11-14 duplicateKey("a") -> 1:5-6"#),
    ("a: {<<: *x}", "1:5-7 mergeKey"),
    ("x: &x {a: 1}\ny:\n  <<: *x\n", "3:3-5 mergeKey"),
    ("? [a]\n: b\n", "1:3-6 keyNotScalar"),
    ("{a: 1}: b\n", "1:1-7 keyNotScalar"),
    ("seed: {{ seed }}", "1:8-16 keyNotScalar"),
  ])
  func `keys`(text: String, expected: String) {
    #expect(failure(text) == expected)
  }

  @Test(arguments: [
    ("a:\n\tb: 1\n", "2:1-2 tab"),
    ("a:\n  \tb: 1\n", "2:3-4 tab"),
    ("[1,\n\t2]", "2:1-2 tab"),
    ("-\ta: 1", "1:2-3 tab"),
    ("a: |\n\tx\n", "2:1-2 tab"),
    ("a: b\n\tc", "2:1-2 tab"),
    ("a: 1\n  \t\nb: 2", "2:3-4 tab"),
    ("a: \"x\n\ty\"\n\tb: 1", "3:1-2 tab"),
  ])
  func `tabs that indent`(text: String, expected: String) {
    #expect(failure(text) == expected)
  }

  @Test(arguments: [
    ("a: 1\n---\nb: 2\n", "2:1-4 secondDocument -> 1:1-5"),
    ("a: 1\n...\nb: 2\n", "3:1-5 secondDocument -> 1:1-5"),
    ("[a, b] c # d\n", "1:8-9 secondDocument -> 1:1-7"),
  ])
  func `more than one document`(text: String, expected: String) {
    #expect(failure(text) == expected)
  }

  @Test(arguments: [
    ("a: *b", #"1:4-6 undefinedAlias("b", defined: [])"#),
    ("x: &z 1\nw: &y 1\na: *b", #"3:4-6 undefinedAlias("b", defined: ["z", "y"])"#),
    ("a: &a [*a]", #"1:8-10 recursiveAlias("a") -> 1:4-6"#),
    ("a: &a 1\nb: &a 2", #"2:4-6 duplicateAnchor("a") -> 1:4-6"#),
  ])
  func `anchors and aliases`(text: String, expected: String) {
    #expect(failure(text) == expected)
  }

  @Test(arguments: [
    ("a: !!int 3", #"1:4-9 tag("!!int")"#),
    ("a: &x !foo  3", #"1:7-11 tag("!foo")"#),
    ("a: !foo &x 3", #"1:4-8 tag("!foo")"#),
    ("!bar\na: 1", #"1:1-5 tag("!bar")"#),
    ("a: !<tag:x> 2", #"1:4-12 tag("!<tag:x>")"#),
    ("a: [!!str b]", #"1:5-10 tag("!!str")"#),
    ("a: !\nb: 1", #"1:4-5 tag("!")"#),
  ])
  func `tags`(text: String, expected: String) {
    #expect(failure(text) == expected)
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61, 0], #"1:1 encoding("UTF-16")"#),
      ([0xFE, 0xFF, 0, 0x61], #"1:1 encoding("UTF-16")"#),
      ([0, 0, 0xFE, 0xFF], #"1:1 encoding("UTF-32")"#),
      ([0xFF, 0xFE, 0, 0], #"1:1 encoding("UTF-32")"#),
      ([0x61, 0xC3, 0x28], "1:2-3 invalidUTF8"),
      ([0x61, 0x0A, 0x62, 0xFF], "2:2-3 invalidUTF8"),
      ([0x61, 0xED, 0xA0, 0x80], "1:2-3 invalidUTF8"),
      ([0x61, 0xE2, 0x82], "1:2-3 invalidUTF8"),
    ] as [([UInt8], String)])
  func `bytes that are not UTF-8`(bytes: [UInt8], expected: String) {
    #expect(failure(bytes) == expected)
  }

  @Test(
    arguments: [
      ("a\u{0}b", "1:2-3", "\u{0}"), ("é: \u{7}", "1:4-5", "\u{7}"), ("a: \u{7F}", "1:4-5", "\u{7F}"),
      ("a: \u{85}", "1:4-5", "\u{85}"), ("a: 1\n# \u{2028}b: 2", "2:3-4", "\u{2028}"),
      ("a: 1\u{FEFF}", "1:5-6", "\u{FEFF}"), ("a: \u{FFFE}", "1:4-5", "\u{FFFE}"),
    ] as [(String, String, Unicode.Scalar)])
  func `characters that no editor shows`(text: String, place: String, scalar: Unicode.Scalar) {
    #expect(failure(text) == "\(place) character(\(scalar.debugDescription))")
  }

  @Test(arguments: [
    ("name: x\nseed 42\n", "2:1-8 missingColon"),
    ("name: x\nseed 42 # hm\ndata: y\n", "2:1-8 missingColon"),
    ("a: b: c\n", "1:5 mapping values are not allowed in this context"),
    ("a: [1, 2\nb: 3\n", "2:2 did not find expected ',' or ']' while parsing a flow sequence -> 1:4"),
    ("a: \"x\n", "2:1 found unexpected end of stream while scanning a quoted scalar -> 1:4"),
    ("a: \"é\\q\"", "1:6 found unknown escape character while parsing a quoted scalar -> 1:4"),
    ("a: @x", "1:4 found character that cannot start any token while scanning for the next token"),
    ("- a\nb: 1", "2:1 did not find expected '-' indicator while parsing a block collection -> 1:1"),
    ("%YAML 2.0\n---\na: 1", "1:1 found incompatible YAML document"),
  ])
  func `libyaml's own words`(text: String, expected: String) {
    do throws(YAMLError) {
      _ = try YAMLReader.read(source(text))
      Issue.record("no error")
    } catch {
      guard case .syntax(let problem, let context) = error.kind else {
        #expect(failure(text) == expected)
        return
      }
      let place = error.place.start
      let related = error.related.map { " -> \($0.start.line):\($0.start.column)" } ?? ""
      let words = problem + (context.map { " " + $0 } ?? "")
      #expect("\(place.line):\(place.column) \(words)\(related)" == expected)
    }
  }
}

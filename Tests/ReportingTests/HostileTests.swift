import Determinism
import Record
import Testing

@testable import Reporting

/// Names come from users, and from whoever wrote the record.
struct HostileTests {
  private static let pieces = [
    "<script>alert(1)</script>", "</title>", "\"'><img src=x onerror=alert(1)>", "&lt;", "]]>", "<!--",
    "--!>", "|", "\\|",
    "`code`", "[a](http://b)", "@everyone", "=HYPERLINK(\"http://x\")", "+1", "-1", "\r\n", "\n", "\t",
    "\u{1B}[2J",
    "\u{202E}", "\u{FEFF}", "\u{FFFF}", "é", "日本", "👩‍🔬", "#", "</style>", "${x}", "javascript:alert(1)",
    "www.b.example", "  ",
    "</svg>", "- ", "1. ", "$x$", ":smile:", "\u{200B}", "\u{2028}", "\u{2060}", "\u{61C}",
  ]

  /// SplitMix64 (Steele, Lea and Flood, 2014).
  private struct Dice {
    var state: UInt64

    mutating func name() -> String {
      (0..<(1 + roll(4))).map { _ in HostileTests.pieces[roll(HostileTests.pieces.count)] }.joined()
    }

    private mutating func roll(_ sides: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) % UInt64(sides))
    }
  }

  private static func hostile(_ seed: UInt64) -> Sample {
    var dice = Dice(state: seed)
    return Sample(
      name: dice.name() + "\(seed)", classes: ["benign" + dice.name(), dice.name()],
      clientNames: [dice.name(), dice.name(), dice.name()],
      owners: ["a" + dice.name(), "b" + dice.name(), "c" + dice.name()], summary: dice.name(), success: [])
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>) func `no name becomes markup in a page`(_ seed: UInt64)
    throws
  {
    let shelf = try Shelf()
    let sample = Self.hostile(seed)
    let html = Report(runs: [try shelf.play(sample)], recordOption: "").html
    let page = try Elements(of: html)
    #expect(page.problems == [], "seed \(seed)")
    let shown = String(
      String.UnicodeScalarView(
        sample.summary.unicodeScalars.map {
          $0.isUnseen && !"\n\t".unicodeScalars.contains($0) ? "\u{FFFD}" : $0
        }))
    #expect(page.text.contains(shown), "seed \(seed)")
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>) func `no name breaks a line or a cell of Markdown`(
    _ seed: UInt64
  ) throws {
    let shelf = try Shelf()
    let markdown = Report(runs: [try shelf.play(Self.hostile(seed))], recordOption: "").markdown
    for bad in ["<script", "<img", "<!--", "@everyone", "http://", "www."] {
      #expect(!markdown.contains(bad), "seed \(seed)")
    }
    var columns: Int?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        columns = nil
        continue
      }
      let bars = line.unicodeScalars.count { $0 == "|" }
      #expect(columns ?? bars == bars, "seed \(seed): \(line)")
      columns = bars
    }
  }

  /// What GitHub Flavored Markdown takes for markup, each with what is written instead.
  @Test(arguments: [
    ("- x", "&#45; x"), ("  + x", "&#43; x"), ("---", "&#45;--"), ("===", "&#61;=="), ("1. x", "1&#46; x"),
    ("12) x", "12&#41; x"), ("7.", "7&#46;"), ("* x", "&#42; x"), ("# x", "&#35; x"), ("> x", "&#62; x"),
    ("\n    x", "x"), ("a_b_", "a&#95;b&#95;"), ("$x$", "&#36;x&#36;"), (":smile:", "&#58;smile:"),
    ("http://b", "http&#58;//b"), ("www.b", "www&#46;b"), ("@a", "&#64;a"), ("a\\|b", "a&#92;&#124;b"),
    ("![a](b)", "!&#91;a&#93;(b)"), ("<b>", "&#60;b&#62;"), ("&lt;", "&#38;lt;"), ("`a`", "&#96;a&#96;"),
    ("at 16:21", "at 16:21"), (":100:", "&#58;100:"), ("-0.5", "-0.5"), ("1.5 s", "1.5 s"),
    ("a - b: c = d. e", "a - b: c = d. e"), ("a\u{200B}", "a\u{FFFD}"),
    ("👩‍🔬❤️", "👩‍🔬❤️"),
  ]) func `a name is plain text in Markdown, wherever it stands`(_ name: String, _ written: String) {
    var table = Table(name, [name], isFolded: true)
    table.rows = [[Table.Cell(name)]]
    let document = Document(
      title: name, lead: [name], sections: [Document.Section(name, [.list([name]), .table(table)])])
    #expect(
      Markdown(document: document).text == """
        # \(written)

        \(written)

        ## \(written)

        - \(written)

        <details><summary>\(written)</summary>

        | \(written) |
        | --- |
        | \(written) |

        </details>

        """)
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "a,b", "a\"b", "a\r\nb", "plain"])
  func `a name in CSV is text, in one field`(_ name: String) throws {
    let shelf = try Shelf()
    let csv = Report(runs: [try shelf.play(Sample(name: name))], recordOption: "").csv
    let fields = [
      "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "a,b": "\"a,b\"",
      "a\"b": "\"a\"\"b\"", "a\r\nb": "\"a\r\nb\"", "plain": "plain",
    ]
    #expect(csv.contains("\n1,\(try #require(fields[name])),1,2,0,0,"))
  }
}

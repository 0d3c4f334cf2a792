import Testing
import YAMLTree

struct TreeTests {
  @Test func `block mappings, sequences and missing values`() throws {
    let text = """
      name: job   # comment
      hidden: [32, 16]
      empty:
      list:
      - a
      -
      - b: 1
        c: {x: 1, y: }
      last: z \u{20}

      # end

      """
    #expect(
      try tree(text) == """
        1:1-9:8 mapping
          1:1-5 name
            1:7-10 job
          2:1-7 hidden
            2:9-17 sequence
              2:10-12 32
              2:14-16 16
          3:1-6 empty
            3:7 -
          4:1-5 list
            5:1-8:17 sequence
              5:3-4 a
              6:2 -
              7:3-8:17 mapping
                7:3-4 b
                  7:6-7 1
                8:3-4 c
                  8:6-17 mapping
                    8:7-8 x
                      8:10-11 1
                    8:13-14 y
                      8:15 -
          9:1-5 last
            9:7-8 z
        """)
  }

  @Test func `literal, folded, quoted and plain scalars over several lines`() throws {
    let text = """
      lit: |
        one
         two

      fold: >-
        a
        b
      keep: |+
        x

      none: |

      q: "a\\tb
        c"
      s: 'it''s'
      m: plain
        more
      """
    #expect(
      try tree(text) == """
        1:1-17:7 mapping
          1:1-4 lit
            1:6-3:7 "one\\n two\\n"
          5:1-5 fold
            5:7-7:4 "a b"
          8:1-5 keep
            8:7-9:4 "x\\n\\n"
          11:1-5 none
            11:7-8 ""
          13:1-2 q
            13:4-14:5 "a\\tb c"
          15:1-2 s
            15:4-11 "it\\'s"
          16:1-2 m
            16:4-17:7 plain more
        """)
  }

  @Test func `scalars stay text, whatever they look like`() throws {
    #expect(
      try tree("[no, 012, 1e-3, ~, null, 0x1F, 1:30, 'true', \"\"]") == """
        1:1-49 sequence
          1:2-4 no
          1:6-9 012
          1:11-15 1e-3
          1:17-18 ~
          1:20-24 null
          1:26-30 0x1F
          1:32-36 1:30
          1:38-44 "true"
          1:46-48 ""
        """)
  }

  @Test func `pairs and explicit keys`() throws {
    #expect(
      try tree("[a: 1, {b, c: }, ? d]") == """
        1:1-22 sequence
          1:2-6 mapping
            1:2-3 a
              1:5-6 1
          1:8-16 mapping
            1:9-10 b
              1:10 -
            1:12-13 c
              1:14 -
          1:18-21 mapping
            1:20-21 d
              1:21 -
        """)
    #expect(
      try tree("? a\n? b\n: c\n") == """
        1:1-3:4 mapping
          1:3-4 a
            1:4 -
          2:3-4 b
            3:3-4 c
        """)
  }

  @Test func `columns count Unicode scalars, ranges count bytes`() throws {
    #expect(
      try tree("größe: \"日本\" # x\nüber: 𝛼\n") == """
        1:1-2:8 mapping
          1:1-6 größe
            1:8-12 "日本"
          2:1-5 über
            2:7-8 𝛼
        """)
    let root = try YAMLReader.read(source("größe: \"日本\" # x\nüber: 𝛼\n"))
    guard case .mapping(let entries) = root.content else { return }
    #expect(entries.map(\.key.place.range) == [0..<7, 22..<27])
    #expect(entries.map(\.value.place.range) == [9..<17, 29..<33])
    #expect(entries.map(\.value.place.text) == ["\"日本\"", "𝛼"])
  }

  @Test func `a byte order mark and CRLF change no column`() throws {
    #expect(
      try tree("\u{FEFF}a: 1\r\nb:\r\n  - é\r\n  - |\r\n    y\r\n") == """
        1:1-5:6 mapping
          1:1-2 a
            1:4-5 1
          2:1-2 b
            3:3-5:6 sequence
              3:5-6 é
              4:5-5:6 "y\\n"
        """)
  }

  @Test func `an alias is used where it stands and shows inside where it was written`() throws {
    let text = """
      base: &b
        x: 1
        y: &s [2]
      use: *b
      s: *s
      k: &e
      z: *e
      &kk key: &lit |  # text
        text
      *kk : &q   "q"
      """
    #expect(
      failure(text) == "10:1-4 duplicateKey(\"key\") -> 8:5-8")
    #expect(
      try tree(text.replacing("*kk :", with: "kk:")) == """
        1:1-10:13 mapping
          1:1-5 base
            2:3-3:12 mapping
              2:3-4 x
                2:6-7 1
              3:3-4 y
                3:9-12 sequence
                  3:10-11 2
          4:1-4 use
            4:6-8 mapping
              2:3-4 x
                2:6-7 1
              3:3-4 y
                3:9-12 sequence
                  3:10-11 2
          5:1-2 s
            5:4-6 sequence
              3:10-11 2
          6:1-2 k
            6:6 -
          7:1-2 z
            7:4-6 -
          8:5-8 key
            8:15-9:7 "text\\n"
          10:1-3 kk
            10:10-13 "q"
        """)
  }

  @Test func `document marks around one document`() throws {
    #expect(try tree("%YAML 1.2\n--- # start\nA: b\n...\n# end\n") == "3:1-5 mapping\n  3:1-2 A\n    3:4-5 b")
    #expect(try tree("--- top") == "1:5-8 top")
  }

  @Test func `tabs may stand inside text and between tokens`() throws {
    #expect(
      try tree("a: |\n  all:\n  \tcc\nb: \"x\n\ty\"\nc:\td\n") == """
        1:1-6:5 mapping
          1:1-2 a
            1:4-3:6 "all:\\n\\tcc\\n"
          4:1-2 b
            4:4-5:4 "x y"
          6:1-2 c
            6:4-5 d
        """)
  }

  @Test func `a mapping may have many keys`() throws {
    let text = (0..<49_000).map { "k\($0): 1\n" }.joined()
    guard case .mapping(let entries) = try YAMLReader.read(source(text)).content else {
      Issue.record("not a mapping")
      return
    }
    #expect(entries.count == 49_000)
    #expect(entries.last?.name == "k48999")
  }
}

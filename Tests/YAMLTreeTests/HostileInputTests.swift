import Testing
import YAMLTree

/// SplitMix64 (Steele, Lea and Flood, 2014); a failing run is repeated by writing its printed seed in `seed`.
struct Mutations: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

struct HostileInputTests {
  static let document = """
    schema: muster/v1   # comment
    name: "größe"
    base: &b {hidden: [32, 16], 'act''n': relu}
    model: {mlp: *b}
    list:
    - - 1
      - two words
    - &s |
      text
       more
    - ? a
      : >-
        folded
    - !!tag x
    ...

    """
  static let pieces = [
    "\t", "\n", "\r\n", "  ", "- ", ": ", "? ", "[", "]", "{", "}", ",", "&a ", "*b", "*s", "|", ">", "\"",
    "'", "#",
    "!", "%", "---\n", "...\n", "<<: ", "\u{0}", "\u{FEFF}", "é", "𝛼", "@", "`", "\\",
  ].map { Array($0.utf8) }

  /// Reads the bytes and checks what must hold of every place in the outcome.
  func check(_ bytes: [UInt8]) -> Bool {
    let source = SourceText(name: "x", bytes: bytes)
    do throws(YAMLError) {
      return isSound(try YAMLReader.read(source))
    } catch {
      let places = [error.place] + (error.related.map { [$0] } ?? [])
      return places.allSatisfy { (0...bytes.count).contains($0.range.upperBound) && $0.range.lowerBound >= 0 }
    }
  }

  /// Children lie inside their parent, in order, except below an alias.
  func isSound(_ node: Node) -> Bool {
    let children: [Node] =
      switch node.content {
      case .scalar: []
      case .sequence(let items): items
      case .mapping(let entries): entries.flatMap { [$0.key, $0.value] }
      }
    let isAlias = node.place.text.hasPrefix("*")
    let isInside = isAlias || children.allSatisfy { node.place.range.contains($0.place.range) }
    let isOrdered = zip(children, children.dropFirst()).allSatisfy {
      $0.place.range.upperBound <= $1.place.range.lowerBound
    }
    return isInside && isOrdered && children.allSatisfy(isSound)
  }

  @Test func `any change of a document is read or refused with a place`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Mutations(state: seed)
    for _ in 0..<3000 {
      var bytes = Array(Self.document.utf8)
      for _ in 0...random.below(6) {
        let start = random.below(bytes.count + 1)
        let end = min(bytes.count, start + [0, 0, 1, 5, 40][random.below(5)])
        bytes.replaceSubrange(start..<end, with: Self.pieces[random.below(Self.pieces.count)])
      }
      #expect(check(bytes), "seed \(seed), bytes \(bytes)")
    }
  }

  @Test func `random bytes are refused with a place`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Mutations(state: seed)
    for _ in 0..<500 {
      let bytes = (0..<random.below(400)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      #expect(check(bytes), "seed \(seed), bytes \(bytes)")
    }
  }

  @Test func `a missing value lies behind its key, not behind a key that begins with a colon`() {
    #expect(check(Array("? a\n:<<: b\n".utf8)))
    #expect(check(Array("list:\n- ? a\n  :<<: \\\n".utf8)))
  }
}

import Determinism
import Testing

/// Golden values are those of an independent implementation in Python.
struct RandomStreamTests {
  private func stream() -> RandomStream { RandomStream(seed: 42, purpose: .shuffle, round: 3, client: 7) }

  @Test func `draws words and uniform numbers`() {
    var words = stream()
    #expect(
      (0..<6).map { _ in words.next32() } == [
        0x3e92_cd2d, 0x4a9a_526a, 0x853f_16e5, 0x0e50_a365, 0x4373_c5fe, 0xb7f5_3142,
      ])
    var wide = RandomStream(seed: 0xfedc_ba98_7654_3210, purpose: .initialModel)
    #expect(
      (0..<3).map { _ in wide.next64() } == [
        0x4d25_d141_f576_3159, 0xeba8_a441_00e5_6920, 0x78ea_a66a_6f58_79c7,
      ])
    var uniform = stream()
    #expect(
      (0..<4).map { _ in uniform.uniform() } == [
        0.29141726583345495, 0.055917942319180236, 0.7185850893760763, 0.17267172998183267,
      ])
    var many = RandomStream(seed: 42, purpose: .fingerprint)
    var digest = CanonicalWriter()
    for _ in 0..<1000 { digest.write(many.next64()) }
    #expect(Digest.of(digest.bytes).hex == "7b70948d716571225705c1ec321294ddc8b153946b73534e873bc25b8fa0a721")
  }

  @Test(arguments: [
    (1, [0, 0, 0, 0, 0, 0, 0, 0]), (2, [0, 0, 1, 0, 0, 1, 0, 0]), (6, [1, 1, 3, 0, 1, 4, 1, 1]),
    (10, [2, 2, 5, 0, 2, 7, 2, 1]), (1000, [244, 291, 520, 55, 263, 718, 215, 172]),
    (
      3_221_225_472,
      [787356129, 938720719, 1676628267, 180124299, 848745598, 2314724593, 694864267, 556214574]
    ),
    (
      4_294_967_295,
      [1049808172, 1251627625, 2235504356, 240165732, 1131660797, 3086299457, 926485689, 741619432]
    ),
  ]) func `draws below a bound`(bound: Int, expected: [Int]) {
    var stream = stream()
    #expect((0..<8).map { _ in stream.below(bound) } == expected)
  }

  /// A word in four is rejected, so that several in a row are.
  @Test func `rejects until a word fits`() {
    var stream = RandomStream(seed: 42, purpose: .fingerprint)
    var digest = CanonicalWriter()
    for _ in 0..<1000 { digest.write(stream.below(3 << 30)) }
    #expect(Digest.of(digest.bytes).hex == "af30aa679084a9f526561b4f96e99fa43ecece9d1f9059cb72137d1e93985e0d")
  }

  /// Python's values come from the same operations in the same order, so that the bits must agree.
  @Test func `draws normal numbers`() {
    var few = stream()
    #expect(
      (0..<4).map { _ in few.gaussian() } == [
        -0.11696161918638366, 0.5432908145734141, 0.9398087084146125, -1.775702048859347,
      ])
    var many = RandomStream(seed: 42, purpose: .fingerprint)
    var digest = CanonicalWriter()
    for _ in 0..<1000 { digest.write(many.gaussian()) }
    #expect(Digest.of(digest.bytes).hex == "a639378c7b44c336c6f6b2a1d283c9ec0218a3c41ec901deb8dea6dbee17b160")
  }

  @Test func `shuffles by Fisher and Yates`() {
    var stream = stream()
    var values = Array(0..<16)
    stream.shuffle(&values)
    #expect(values == [9, 10, 12, 11, 8, 14, 5, 6, 1, 2, 13, 15, 0, 7, 4, 3])
    var single = [1]
    var empty: [Int] = []
    stream.shuffle(&single)
    stream.shuffle(&empty)
    #expect(single == [1] && empty == [])
  }

  @Test func `is another stream for another seed, purpose, round or client`() {
    let streams = [
      stream(), RandomStream(seed: 43, purpose: .shuffle, round: 3, client: 7),
      RandomStream(seed: 42 | 1 << 32, purpose: .shuffle, round: 3, client: 7),
      RandomStream(seed: 42, purpose: .cohort, round: 3, client: 7),
      RandomStream(seed: 42, purpose: .shuffle, round: 4, client: 7),
      RandomStream(seed: 42, purpose: .shuffle, round: 3, client: 8),
      RandomStream(seed: 42, purpose: .shuffle, round: 7, client: 3),
    ]
    let first = streams.map { stream in
      var stream = stream
      return [stream.next64(), stream.next64()]
    }
    #expect(Set(first).count == streams.count)
  }

  /// The raw values are part of every result.
  @Test func `keeps the numbers of its purposes`() {
    let purposes: [Purpose] = [.testSplit, .partition, .initialModel, .cohort, .shuffle, .fingerprint]
    #expect(purposes.map(\.rawValue) == [1, 2, 3, 4, 5, 6])
  }

  // The seed of the tests below is fixed: they say that the numbers are sane, and never fail by chance.

  @Test func `fills bins evenly`() {
    var stream = RandomStream(seed: 42, purpose: .fingerprint)
    // The bounds are the 99.9 % points for 99, 63 and 23 degrees of freedom.
    #expect(chiSquare(bins: 100, draws: 100_000) { stream.below(100) } < 148.2)
    #expect(chiSquare(bins: 64, draws: 100_000) { Int(stream.uniform() * 64) } < 103.4)
    // Every order of four things comes equally often.
    let orders = chiSquare(bins: 24, draws: 24_000) {
      var values = [0, 1, 2, 3]
      stream.shuffle(&values)
      return lexicographicRank(of: values)
    }
    #expect(orders < 49.7)
  }

  @Test func `has the moments of the normal distribution`() {
    var stream = RandomStream(seed: 42, purpose: .fingerprint)
    let values = (0..<100_000).map { _ in stream.gaussian() }
    func moment(_ power: Int) -> Double {
      values.reduce(0) { sum, x in sum + (0..<power).reduce(1) { product, _ in product * x } }
        / Double(values.count)
    }
    #expect(moment(1).magnitude < 0.01)
    #expect((moment(2) - 1).magnitude < 0.015)
    #expect(moment(3).magnitude < 0.04)
    #expect((moment(4) - 3).magnitude < 0.1)
    let within = values.filter { $0.magnitude < 1 }.count
    #expect((Double(within) / Double(values.count) - 0.682689).magnitude < 0.005)
  }

  private func chiSquare(bins: Int, draws: Int, draw: () -> Int) -> Double {
    var counts = Array(repeating: 0.0, count: bins)
    for _ in 0..<draws { counts[draw()] += 1 }
    let expected = Double(draws) / Double(bins)
    return counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
  }

  private func lexicographicRank(of values: [Int]) -> Int {
    values.indices.reduce(0) { rank, i in
      rank * (values.count - i) + values[i...].filter { $0 < values[i] }.count
    }
  }
}

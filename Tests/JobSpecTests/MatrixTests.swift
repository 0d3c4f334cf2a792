import JobSpec
import Testing
import YAMLTree

/// Matrices and needs drawn at random, against the plainest way to work them out.
@Suite struct MatrixTests {
  @Test func `a matrix is every combination without the excluded, and then the included`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(seed)
    for _ in 0..<300 {
      let axes = ["seed", "federation.rounds", "training.epochs"].prefix(
        Int.random(in: 1...3, using: &random))
      let values = axes.map { _ in
        Array((1...9).shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random)))
      }
      let excludes = (0..<Int.random(in: 0..<4, using: &random)).map { _ in
        axes.indices.map { Bool.random(using: &random) ? nil : values[$0].randomElement(using: &random) }
      }.filter { $0.contains { $0 != nil } }
      let includes = (0..<Int.random(in: 0..<3, using: &random)).map { index in axes.map { _ in 10 + index } }
      let expected =
        Self.combinations(values).filter { one in
          !excludes.contains { zip(one, $0).allSatisfy { $1 == nil || $0 == $1 } }
        } + includes
      let result = BatchTests.read(
        BatchTests.head + "jobs: {t: {job: a.yaml, " + Self.text(Array(axes), values, excludes, includes)
          + "}}\n")
      if expected.isEmpty {
        #expect(result.diagnostics.map(\.code) == ["empty-matrix"], "seed \(seed)")
      } else {
        let ids = expected.map { one in
          "t[" + zip(axes, one).map { "\($0)=\($1)" }.joined(separator: ",") + "]"
        }
        #expect(result.batch?.jobs.map(\.id) == ids, "seed \(seed): \(result.diagnostics.rendered)")
        let settings = expected.map { one in zip(axes, one).map { "\($0)=\($1)" } }
        #expect(
          result.batch?.jobs.map { $0.settings.map { "\($0.path)=\($0.text)" } } == settings, "seed \(seed)")
      }
    }
  }

  /// Counted like the digits of a number.
  private static func combinations(_ values: [[Int]]) -> [[Int]] {
    let count = values.reduce(1) { $0 * $1.count }
    return (0..<count).map { number in
      var rest = number
      var digits: [Int] = []
      for axis in values.reversed() {
        digits.insert(axis[rest % axis.count], at: 0)
        rest /= axis.count
      }
      return digits
    }
  }

  private static func text(_ axes: [String], _ values: [[Int]], _ excludes: [[Int?]], _ includes: [[Int]])
    -> String
  {
    func mapping(_ choice: [Int?]) -> String {
      "{"
        + zip(axes, choice).compactMap { axis, value in value.map { "\(axis): \($0)" } }.joined(
          separator: ", ") + "}"
    }
    let lists = zip(axes, values).map { "\($0): \($1)" }.joined(separator: ", ")
    return "matrix: {\(lists)}, exclude: [\(excludes.map(mapping).joined(separator: ", "))], "
      + "include: [\(includes.map { mapping($0) }.joined(separator: ", "))]"
  }

  @Test func `needs make a batch unless they lead back`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(seed)
    for _ in 0..<300 {
      let count = Int.random(in: 1...7, using: &random)
      let needs = (0..<count).map { _ in
        (0..<count).filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
      }
      let entries = needs.enumerated().map { index, needs in
        "j\(index): {job: a.yaml\(needs.isEmpty ? "" : ", needs: [\(needs.map { "j\($0)" }.joined(separator: ", "))]")}"
      }
      let result = BatchTests.read(BatchTests.head + "jobs: {\(entries.joined(separator: ", "))}\n")
      if Self.leadsBack(needs) {
        #expect(result.batch == nil, "seed \(seed)")
        #expect(Set(result.diagnostics.map(\.code)) == ["need-cycle"], "seed \(seed)")
      } else {
        #expect(result.batch?.jobs.map(\.needs) == needs.map { $0.map { "j\($0)" } }, "seed \(seed)")
      }
      for one in result.diagnostics { expectCircle(one.message, needs, seed: seed) }
    }
  }

  /// Warshall's transitive closure.
  private static func leadsBack(_ needs: [[Int]]) -> Bool {
    var reaches = needs.map { Set($0) }
    for middle in needs.indices {
      for start in needs.indices where reaches[start].contains(middle) {
        reaches[start].formUnion(reaches[middle])
      }
    }
    return needs.indices.contains { reaches[$0].contains($0) }
  }

  /// The way that a message shows must be one of needs, and end where it starts.
  private func expectCircle(_ message: String, _ needs: [[Int]], seed: UInt64) {
    let way =
      message.split(separator: ": ").last?.split(separator: " -> ").compactMap { Int($0.dropFirst()) } ?? []
    #expect(way.count > 1 && way.first == way.last, "seed \(seed): \(message)")
    for (one, next) in zip(way, way.dropFirst()) {
      #expect(needs[one].contains(next), "seed \(seed): \(message)")
    }
  }
}

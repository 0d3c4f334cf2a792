import Datasets
import Determinism
import Testing

struct PartitionTests {
  private typealias Partitioning = DatasetRecipe.Partitioning

  /// `count` labels that repeat 0, 1, ... in an irregular order.
  private static func labels(_ count: Int, classes: Int) -> [UInt8] {
    (0..<count).map { UInt8($0 * $0 * 7 % 1009 % classes) }
  }

  private static let partitionings: [Partitioning] = [
    .iid(clients: 7), .dirichlet(clients: 5, alpha: 0.5, minRows: 2), .shards(clients: 6, perClient: 3),
  ]

  @Test(arguments: partitionings)
  private func `every row is one client's or a test row, whatever the seed`(partitioning: Partitioning) throws
  {
    let labels = Self.labels(200, classes: 4)
    var seeds = RandomStream(seed: 2024, purpose: .fingerprint)
    for _ in 0..<50 {
      let seed = seeds.next64()
      let test = DatasetRecipe.TestSplit(fraction: 0.1 + 0.5 * seeds.uniform(), stratified: seed % 2 == 0)
      let recipe = npyRecipe(test: test, partitioning: partitioning, seed: seed)
      let data = try prepared(recipe, numberedRows(labels: labels))
      #expect((data.x.array + data.testX).sorted() == (0..<200).map { Float($0) }, "seed \(seed)")
      #expect(
        zip(data.x.array + data.testX, data.y.array + data.testY).allSatisfy { Float(labels[Int($0)]) == $1 },
        "seed \(seed)")
      #expect(data.testX.array == data.testX.sorted(), "seed \(seed)")
      var end = 0
      for client in data.clients {
        #expect(client.rows.lowerBound == end && !client.rows.isEmpty, "seed \(seed)")
        #expect(Array(data.x[client.rows]) == data.x[client.rows].sorted(), "seed \(seed)")
        end = client.rows.upperBound
      }
      #expect(end == data.y.count, "seed \(seed)")
      #expect(try digest(prepared(recipe, numberedRows(labels: labels))) == digest(data), "seed \(seed)")
    }
  }

  @Test func `iid parts differ by at most one row`() throws {
    for clients in [1, 2, 3, 7, 99, 100] {
      let data = try prepared(
        npyRecipe(partitioning: .iid(clients: clients)), numberedRows(labels: Self.labels(100, classes: 3)))
      let sizes = data.clients.map(\.rows.count)
      #expect(sizes.count == clients && sizes.max()! - sizes.min()! <= 1)
    }
  }

  /// McMahan et al. 2017: with two shards each, most clients see two digits only.
  @Test func `two shards a client hold at most two classes`() throws {
    let labels = Self.labels(1009 * 6, classes: 10)
    let even = (0..<6000).map { UInt8($0 * 7 % 10) }
    let data = try prepared(
      npyRecipe(partitioning: .shards(clients: 100, perClient: 2)), numberedRows(labels: even))
    #expect(data.clients.allSatisfy { $0.rows.count == 60 })
    #expect(data.labelCounts.allSatisfy { counts in counts.filter { $0 > 0 }.count <= 2 })
    #expect(data.labelCounts.contains { counts in counts.filter { $0 > 0 }.count == 2 })
    let uneven = try prepared(
      npyRecipe(partitioning: .shards(clients: 7, perClient: 3)), numberedRows(labels: labels))
    #expect(uneven.clients.map(\.rows.count).reduce(0, +) == labels.count)
  }

  @Test func `shards of a regression are sorted by the target`() throws {
    let files = numberedRows(labels: Self.labels(60, classes: 60))
    let data = try prepared(npyRecipe(classes: false, partitioning: .shards(clients: 6, perClient: 1)), files)
    let ranges = data.clients.map { data.y[$0.rows].min()!...data.y[$0.rows].max()! }
      .sorted { $0.lowerBound < $1.lowerBound }
    for (one, next) in zip(ranges, ranges.dropFirst()) { #expect(one.upperBound <= next.lowerBound) }
  }

  /// Of a symmetric Dirichlet distribution over K: mean 1/K, variance (1/K)(1 − 1/K) / (K·alpha + 1).
  @Test(arguments: [0.1, 0.5, 1, 5])
  func `a class is shared out in Dirichlet proportions`(alpha: Double) throws {
    let (classes, each, clients) = (250, 400, 4)
    let labels = (0..<classes * each).map { UInt8($0 % classes) }
    let recipe = npyRecipe(partitioning: .dirichlet(clients: clients, alpha: alpha, minRows: 1), seed: 3)
    let data = try prepared(recipe, numberedRows(labels: labels))
    let shares = data.labelCounts.flatMap { $0 }.map { Double($0) / Double(each) }
    let variance = shares.reduce(0) { $0 + ($1 - 0.25) * ($1 - 0.25) } / Double(shares.count)
    let expected = 0.25 * 0.75 / (4 * alpha + 1)
    #expect(abs(variance / expected - 1) < 0.12, "variance \(variance), expected \(expected)")
    for counts in data.labelCounts {
      #expect(
        abs(Double(counts.reduce(0, +)) / Double(labels.count) - 0.25) < 4 * (expected / 250).squareRoot())
    }
  }

  @Test func `a tiny alpha gives each class to one client, a huge one shares evenly`() throws {
    let labels = (0..<600).map { UInt8($0 % 6) }
    let tiny = try prepared(
      npyRecipe(partitioning: .dirichlet(clients: 2, alpha: 1e-6, minRows: 1)), numberedRows(labels: labels))
    #expect(tiny.labelCounts.joined().allSatisfy { $0 == 0 || $0 == 100 })
    let huge = try prepared(
      npyRecipe(partitioning: .dirichlet(clients: 2, alpha: 1e6, minRows: 1)), numberedRows(labels: labels))
    #expect(huge.labelCounts.joined().allSatisfy { abs($0 - 50) <= 1 })
  }

  @Test(arguments: [
    (
      Partitioning.dirichlet(clients: 10, alpha: 0.01, minRows: 9),
      "x: 1000 draws gave no `dirichlet` partition in which each of 10 clients has 9 rows (alpha 0.01)\n"
        + "help: use a larger `alpha`, fewer clients or a smaller `min_rows`"
    ),
    (
      .dirichlet(clients: 10, alpha: 1, minRows: 11),
      "x: 100 training rows cannot be shared out where 110 are needed\n"
        + "help: use fewer clients, fewer rows a client, or more data"
    ),
    (
      .dirichlet(clients: 2, alpha: 0, minRows: 1),
      "`alpha` is 0.0\nhelp: use a number between 0.000001 and 1000000"
    ),
    (
      .dirichlet(clients: 2, alpha: .nan, minRows: 1),
      "`alpha` is nan\nhelp: use a number between 0.000001 and 1000000"
    ),
    (.dirichlet(clients: 2, alpha: 1, minRows: 0), "`min_rows` is 0\nhelp: use at least 1"),
    (.iid(clients: 0), "`clients` is 0\nhelp: use at least 1"),
    (.iid(clients: -1), "`clients` is -1\nhelp: use at least 1"),
    (
      .iid(clients: 101),
      "x: 100 training rows cannot be shared out where 101 are needed\n"
        + "help: use fewer clients, fewer rows a client, or more data"
    ),
    (
      .shards(clients: Int.max, perClient: 2),
      "x: 100 training rows cannot be shared out where \(Int.max) are needed\n"
        + "help: use fewer clients, fewer rows a client, or more data"
    ),
  ])
  private func `refuses what cannot be shared out`(partitioning: Partitioning, message: String) {
    let recipe = npyRecipe(partitioning: partitioning)
    #expect(refusal(recipe, numberedRows(labels: Self.labels(100, classes: 4))) == message)
  }

  @Test func `a regression has no dirichlet partitions`() {
    let recipe = npyRecipe(classes: false, partitioning: .dirichlet(clients: 2, alpha: 1, minRows: 1))
    #expect(
      refusal(recipe, numberedRows(labels: Self.labels(100, classes: 4)))
        == "`dirichlet` partitions need classes, and the labels are numbers\n"
        + "help: partition by `iid`, `shards` or `column`")
  }

  /// These bytes are in every record: a change here breaks `reproduce`. The digests come from a second
  /// implementation of the whole way, from Philox to the scaled rows, in Python.
  @Test(
    arguments: zip(
      partitionings + [.column("site")], ["883e7ed38076", "49d863e42c50", "b1de830ca55d", "97d490595612"]))
  private func `the bytes of each partition stay what they are`(partitioning: Partitioning, expected: String)
    throws
  {
    let rows = Self.labels(300, classes: 5).enumerated().map { "\(Double($0) / 8),s\($0 * 5 % 13),c\($1)\n" }
      .joined()
    var recipe = csvRecipe(
      test: .init(fraction: 0.25, stratified: true), partitioning: partitioning, seed: 42)
    recipe.scale = .standard
    if partitioning != .column("site") { recipe.drop = ["site"] }
    let found = try digest(prepared(recipe, ["d.csv": Array(("a,site,y\n" + rows).utf8)]))
    #expect(found == expected)
  }
}

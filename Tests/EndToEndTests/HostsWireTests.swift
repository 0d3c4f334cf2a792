import Foundation
import Testing

/// Every byte that passes between muster and a host in a whole run.
@Suite(.enabled(if: Host.canBe, Host.want)) struct HostsWireTests {
  private static let columns = 4

  /// Rows of numbers that occur nowhere by chance.
  private static let rows: [[Float]] = {
    var random = SplitMix(20_260_101)
    return (0..<90).map { _ in
      (0..<columns).map { _ in Float(Int.random(in: 10_000_000...16_000_000, using: &random)) / 8192 }
    }
  }()

  private static func kind(_ row: Int) -> String { ["vermilion", "chartreuse", "ultramarine"][row % 3] }

  private static let csv =
    "a,b,c,d,kind\n"
    + rows.enumerated().map { row, values in
      values.map { "\($0)" }.joined(separator: ",") + ",\(kind(row))\n"
    }.joined()

  /// What a row looks like on a wire: its numbers as text, and any two neighbours as floats and doubles in both orders
  /// of bytes.
  private static func looks(of row: [Float]) -> [Data] {
    func bytes(_ words: [some FixedWidthInteger]) -> Data {
      words.reduce(into: Data()) { data, word in withUnsafeBytes(of: word) { data.append(contentsOf: $0) } }
    }
    let texts = row.map { Data("\($0)".utf8) }
    return texts
      + zip(row, row.dropFirst()).flatMap { a, b in
        let floats = [a.bitPattern, b.bitPattern]
        let doubles = [Double(a).bitPattern, Double(b).bitPattern]
        return [
          bytes(floats.map(\.littleEndian)), bytes(floats.map(\.bigEndian)),
          bytes(doubles.map(\.littleEndian)),
          bytes(doubles.map(\.bigEndian)),
        ]
      }
  }

  private static func firstRow(in data: Data) -> Int? {
    rows.indices.first { row in looks(of: rows[row]).contains { data.range(of: $0) != nil } }
  }

  @Test func `no row of the data is among them`() throws {
    let (host, folder) = (try Host(), try Folder())
    try folder.write(Self.csv, to: "points.csv")
    let job = Job(rounds: 6).text.replacing(", scale: standard", with: ", scale: none").replacing(
      "0.1}", with: "1e-9}")
    try folder.write(job, to: "job.yaml")
    try folder.writeWorkers(
      "ssh: {host: worker, workers: 2, command: COMMAND}",
      through: "tee -a '\(folder("in"))' | WORKER \"$@\" | tee -a '\(folder("out"))'")
    var muster = Muster(in: folder)
    muster.environment.merge(host.variables) { _, new in new }
    #expect(try muster.run("run", "job.yaml", "--quiet", "--workers", "workers.yaml") == Finished(0))
    expectNoWorkers(of: folder)

    for passed in try streams(of: folder) {
      for row in 0..<3 { #expect(passed.range(of: Data(Self.kind(row).utf8)) == nil) }
    }
    #expect(Self.firstRow(in: Data(Self.csv.utf8)) == 0, "the search finds what is there")
    let floats = Self.rows[5].map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
    #expect(Self.firstRow(in: Data([1, 2, 3]) + floats) == 5)
  }

  /// What muster sent and what it got, in which no row may be.
  private func streams(of folder: Folder) throws -> [Data] {
    try ["in", "out"].map { stream in
      let passed = try Data(contentsOf: URL(fileURLWithPath: folder(stream)))
      #expect(passed.count > 2000, "\(stream): the run went another way")
      #expect(Self.firstRow(in: passed) == nil, "\(stream)")
      return passed
    }
  }

  /// Here muster reads no file either. The names of the classes do cross, as counts need them.
  @Test func `nor where the data lies with its owners, whose sums are asked for`() throws {
    let (host, folder) = (try Host(), try Folder())
    let lines = Self.csv.split(separator: "\n").map(String.init)
    for (name, rows) in [("anna", lines[1..<46]), ("ben", lines[46...])] {
      try folder.write(([lines[0]] + rows).joined(separator: "\n") + "\n", to: "\(name).csv")
    }
    try folder.write(
      Job(rounds: 6).text.replacing("csv: points.csv", with: "resident: csv").replacing(
        "{iid: {clients: 5}}",
        with: """

              resident:
                - {owner: anna, pool: worker, path: \(folder("anna.csv"))}
                - {owner: ben, pool: worker, path: \(folder("ben.csv"))}
          """
      )
      .replacing("{count: 3}", with: "{count: 2}").replacing("workers: {local: 2}\n", with: "")
        + "participants: {anna: {roles: [data]}, ben: {roles: [data]}}\n", to: "job.yaml")
    try folder.writeWorkers(
      "ssh: {host: worker, command: COMMAND}",
      through: "tee -a '\(folder("in"))' | WORKER \"$@\" | tee -a '\(folder("out"))'")
    var muster = Muster(in: folder)
    muster.environment.merge(host.variables) { _, new in new }
    #expect(try muster.run("run", "job.yaml", "--quiet", "--workers", "workers.yaml") == Finished(0))
    _ = try streams(of: folder)
  }
}

import JobSpec
import Testing
import YAMLTree

/// Data that stays with its owners.
@Suite struct ResidentTests {
  static let source = "source: {resident: csv, label: y}"
  static let files =
    "resident: [{owner: mayo, pool: gpu-1, path: /srv/y.csv}, {owner: mercy, pool: local, path: rows/y.csv}]"

  /// A small job of resident data, with what is given in place of its parts.
  static func job(
    source: String = source, files: String = files, more: String = "",
    people: String =
      "participants: {mayo: {roles: [data]}, mercy: {roles: [data, compute]}, op: {roles: [compute]}}\n",
    workers: String = ""
  ) -> String {
    Example.small.replacing("source: {csv: rows.csv, label: y}", with: source)
      .replacing("iid: {clients: 4}}", with: files + "}" + more) + people + workers
  }

  static let pools = "workers: {local: 1, ssh: {host: gpu-1}}\n"

  @Test func `reads each client's file`() throws {
    let result = read(Self.job(workers: Self.pools))
    #expect(result.diagnostics.rendered == "")
    let data = try #require(result.job).data
    var (mayo, mercy) = (ResidentPartition(), ResidentPartition())
    (mayo.owner, mayo.pool, mayo.path) = ("mayo", "gpu-1", "/srv/y.csv")
    (mercy.owner, mercy.pool, mercy.path) = ("mercy", "local", "rows/y.csv")
    #expect(data.source.format == .resident && data.source.label == "y")
    #expect(data.partitions == .resident([mayo, mercy]))
    #expect(data.test == TestSplit() && data.owners.isEmpty)
  }

  @Test func `who owns which rows is a run's identity, and where they lie is not`() {
    let fields = read(Self.job()).resolved.filter { $0.path.contains("resident") }
    #expect(
      fields.map { "\($0.path) = \($0.value)\($0.identity ? "" : ", no identity")" } == [
        "data.partitions.resident.0.owner = mayo",
        "data.partitions.resident.0.path = /srv/y.csv, no identity",
        "data.partitions.resident.0.pool = gpu-1, no identity",
        "data.partitions.resident.1.owner = mercy",
        "data.partitions.resident.1.path = rows/y.csv, no identity",
        "data.partitions.resident.1.pool = local, no identity",
        "data.source.resident = csv",
      ])
  }

  @Test func `a path on another host stays as it is, whichever file names it`() throws {
    let data = "data: data/sets.yaml\n"
    let text = Self.job()
    let start = try #require(text.firstRange(of: "data:\n")).lowerBound
    let end = try #require(text.firstRange(of: "model:")).lowerBound
    let section = text[start..<end].dropFirst("data:\n".count)
    let result = read(
      text.replacingCharacters(start..<end, with: data), files: ["Jobs/data/sets.yaml": String(section)])
    #expect(result.diagnostics.rendered == "")
    #expect(result.job == read(text).job)
  }

  /// Each is a whole job.
  static let refused: [(String, String)] = [
    ("a source alone", job(files: "iid: {clients: 4}")),
    ("partitions alone", job(source: "source: {csv: rows.csv, label: y}")),
    ("owners beside", job(more: "\n  owners: [mayo]")),
    ("no label", job(source: "source: {resident: csv}")),
    ("another format", job(source: "source: {resident: npy, label: y}")),
    ("two sources", job(source: "source: {resident: csv, csv: rows.csv, label: y}")),
    ("no client", job(files: "resident: []")),
    ("no list", job(files: "resident: {owner: mayo, pool: gpu-1, path: y.csv}")),
    ("keys lacking", job(files: "resident: [{owner: mayo}]")),
    ("a key misspelt", job(files: "resident: [{owner: mayo, pol: gpu-1, path: y.csv}]")),
    ("an empty path", job(files: "resident: [{owner: mayo, pool: gpu-1, path: \"\"}]")),
    ("unknown owners", job(files: files.replacing("mayo", with: "maya"))),
    ("an owner without data", job(files: files.replacing("mayo", with: "op"))),
    ("no participants", job(people: "")),
    ("an unknown pool", job(workers: "workers: {local: 1, ssh: {host: gpu-2}}\n")),
    ("pools of other names", job(workers: "workers: {slurm: {tasks: 2}, ssh: {host: lab.example.org}}\n")),
  ]

  @Test func `refuses what cannot be, each at its place`() throws {
    let report = Self.refused.map { name, text in
      let result = read(text)
      #expect(result.job == nil, "\(name)")
      return "### \(name)\n\(result.diagnostics.rendered)\n"
    }
    try Golden("resident.txt").expect(report.joined())
  }

  @Test(arguments: ["", "workers: {local: 1}\n"])
  func `pools may be named later, by a file`(workers: String) throws {
    let result = read(Self.job(workers: workers))
    #expect(result.diagnostics.rendered == "")
    let job = try #require(result.job)
    #expect(
      workerProblems(job.workers, for: job) == [
        "resident data: there is no pool `gpu-1`; the pools are `local`"
      ])
  }

  @Test func `a pool that a workers file lacks is told once`() throws {
    let file = readWorkers(
      SourceText(
        name: "hosts.yaml", bytes: Array("{schema: muster/v1, kind: workers, ssh: [{host: gpu-2}]}".utf8)))
    let files = Self.files.replacing("pool: local", with: "pool: gpu-1")
    let job = try #require(read(Self.job(files: files)).job)
    #expect(
      workerProblems(try #require(file.workers), for: job) == [
        "resident data: there is no pool `gpu-1`; did you mean `gpu-2`?"
      ])
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}

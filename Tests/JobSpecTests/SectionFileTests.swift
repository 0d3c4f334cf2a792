import JobSpec
import Testing
import YAMLTree

@Suite struct SectionFileTests {
  /// The small job whose training is in another file.
  static func job(_ path: String) -> String {
    Example.small.replacing("training:\n  optimizer: {sgd: {learning_rate: 0.1}}", with: "training: \(path)")
  }

  static let training = "optimizer: {sgd: {learning_rate: 0.1}}\n"

  @Test(arguments: [
    ("Jobs/x.yaml", ".", "shared/sgd.yaml", "Jobs/shared/sgd.yaml"),
    ("Jobs/x.yaml", "", "../shared/./sgd.yaml", "shared/sgd.yaml"),
    ("./Jobs/x.yaml", ".", "sgd.yml", "Jobs/sgd.yml"),
    ("x.yaml", "..", "../sgd.yaml", "../sgd.yaml"),
    ("../../a/b/x.yaml", "../..", "../../c/sgd.yaml", "../../c/sgd.yaml"),
    ("/repo/Jobs/x.yaml", "/repo", "../sgd.yaml", "/repo/sgd.yaml"),
  ])
  func `reads a section relative to the file that names it`(
    name: String, root: String, path: String, read file: String
  ) {
    let result = read(Self.job(path), name: name, root: root, files: [file: Self.training])
    #expect(result.diagnostics.rendered == "")
    #expect(result.job == read(Example.small).job)
  }

  @Test(arguments: [
    ("Jobs/x.yaml", ".", "../../sgd.yaml"), ("Jobs/x.yaml", "Jobs", "../sgd.yaml"),
    ("x.yaml", "..", "../../sgd.yaml"),
    ("/repo/Jobs/x.yaml", "/repo", "/repository/sgd.yaml"), ("Jobs/x.yaml", ".", "/etc/sgd.yaml"),
    ("../Jobs/x.yaml", "../Jobs", "../other/sgd.yaml"),
  ])
  func `refuses a section outside the repository without reading it`(name: String, root: String, path: String)
  {
    let source = Self.job(path)
    let result = readJob(SourceText(name: name, bytes: Array(source.utf8)), root: root) { _ in
      Issue.record("nothing may be read")
      return .failure(.missing)
    }
    #expect(result.diagnostics.map(\.code) == ["outside-root"])
  }

  @Test func `says what is wrong with section files`() throws {
    let cases: [(String, [String: String])] = [
      ("missing.yaml", [:]),
      ("../../outside.yaml", [:]),
      ("x.yaml", [:]),
      ("sgd.yaml", ["Jobs/sgd.yaml": "more/sgd.yaml\n", "Jobs/more/sgd.yaml": "../sgd.yaml\n"]),
      ("sgd.yaml", ["Jobs/sgd.yaml": ""]),
      ("sgd.yaml", ["Jobs/sgd.yaml": "optimizer: [\n"]),
      ("sgd.yaml", ["Jobs/sgd.yaml": "optimizer:\n  sgd:\n    learning_rate: fast\nepoch: 2\n"]),
      ("sgd.yaml", ["Jobs/sgd.yaml": "epochs: 2\n"]),
      ("sgd", [:]),
    ]
    let report = cases.map { path, files in
      "### \(path) \(files.keys.sorted())\n\(read(Self.job(path), files: files).diagnostics.rendered)\n"
    }
    try Golden("section-files.txt").expect(report.joined())
  }

  @Test func `says why a file cannot be read`() {
    let source = Self.job("sgd.yaml")
    let result = readJob(SourceText(name: "x.yaml", bytes: Array(source.utf8)), root: ".") { _ in
      .failure(.unreadable("Permission denied"))
    }
    #expect(result.diagnostics.map(\.message) == ["cannot read `sgd.yaml`: Permission denied"])
  }

  @Test func `a section file may itself be in another file`() {
    let files = ["Jobs/a.yaml": "b/c.yaml\n", "Jobs/b/c.yaml": Self.training]
    let result = read(Self.job("a.yaml"), files: files)
    #expect(result.job == read(Example.small).job)
    #expect(result.sources.map(\.name) == ["Jobs/x.yaml", "Jobs/a.yaml", "Jobs/b/c.yaml"])
  }

  @Test(arguments: [
    ("data.yaml", "Jobs/data.yaml", "rows.csv"),
    ("../shared/data.yaml", "shared/data.yaml", "../shared/rows.csv"),
    ("deep/data.yaml", "Jobs/deep/data.yaml", "deep/rows.csv"),
  ])
  func `paths of data are relative to the job's folder`(path: String, file: String, csv: String) throws {
    let section = "source: {csv: rows.csv, label: y}\npartitions: {iid: {clients: 4}}\n"
    let text = Example.small.replacing(
      "data:\n  source: {csv: rows.csv, label: y}\n  partitions: {iid: {clients: 4}}", with: "data: \(path)")
    let job = try #require(read(text, files: [file: section]).job)
    #expect(job.data.source.format == .csv(path: csv))
  }

  @Test func `absolute paths of data stay as they are, and so does what the job itself writes`() throws {
    for path in ["/data/rows.csv", "../data/./rows.csv"] {
      let job = try #require(read(Example.small.replacing("rows.csv", with: path)).job)
      #expect(job.data.source.format == .csv(path: path))
    }
  }
}

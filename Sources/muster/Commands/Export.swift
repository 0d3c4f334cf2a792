import ArgumentParser
import Determinism
import Record

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a run's model, predictions, record or provenance to files for other programs.",
    discussion: """
      The end of each file's name says what is written: \
      \(Artefact.allCases.map { ".\($0.rawValue) \($0.words)" }.joined(separator: "; ")). \
      The same run gives the same bytes every time. For the model the run's data is read once more, for its scale, and must be what \
      it was. Example: muster export 1 model.onnx predictions.csv
      """)

  @OptionGroup var which: RunArgument
  @Argument(help: "The files to write; those of that name are replaced.")
  var files: [String]
  @OptionGroup var record: RecordOption
  @OptionGroup var workers: WorkersOption
  @Option(help: "The folder that the job's file would lie in now, if its data has moved.")
  var folder: String?
  @Flag(
    help: "Put hosts, paths, times and settlements into the .sql file too; they differ from record to record."
  )
  var observations = false
  @OptionGroup var output: FormatOption

  func run() throws {
    let artefacts = try files.map { try Artefact(path: $0) }
    let record = try Record.open(path: self.record.path, for: .reading)
    let run = ExportedRun(number: which.number, record: record, observations: observations) {
      try RunModel(run: which.number, in: record, folder: folder, workers: workers)
    }
    // All of them, before the first is written.
    let contents = try artefacts.map { try $0.bytes(run) }
    try record.close()
    for (path, bytes) in zip(files, contents) { try writeFile(bytes, to: path) }
    show(contents)
  }

  private func show(_ contents: [[UInt8]]) {
    switch output.format {
    case .text:
      var table = TextTable(("file", .left), ("bytes", .right), ("sha-256", .left))
      for (path, bytes) in zip(files, contents) { table.add(path, "\(bytes.count)", Digest.of(bytes).hex) }
      Standard.output(table.text())
    case .json:
      let written = zip(files, contents).map { path, bytes in
        JSON.object([
          ("file", .string(path)), ("bytes", .int(bytes.count)), ("sha256", .string(Digest.of(bytes).hex)),
        ])
      }
      Standard.output(JSON.object([("run", .int(which.number)), ("files", .array(written))]).text())
    }
  }
}

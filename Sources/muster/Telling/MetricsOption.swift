import ArgumentParser

/// Where monitoring reads what came of a command.
struct MetricsOption: ParsableArguments {
  @Option(
    name: .customLong("metrics-file"),
    help: ArgumentHelp(
      "Write figures for node_exporter's textfile collector to this file, whose name ends with .prom.",
      valueName: "file"),
    completion: .file(extensions: ["prom"]))
  var path: String?

  func validate() throws {
    guard let path, !path.hasSuffix(".prom") else { return }
    throw ValidationError("node_exporter reads only files whose names end with .prom, not `\(path)`")
  }

  /// - Parameter file: what is run, as the command line gave it.
  func file(of file: String) -> MetricsFile? { path.map { MetricsFile($0, of: file) } }
}

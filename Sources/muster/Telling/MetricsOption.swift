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
    if path?.isEmpty == true { throw ValidationError("--metrics-file needs a path, and got an empty one") }
  }

  /// - Parameter file: what is run, as the command line gave it.
  func file(of file: String) -> MetricsFile? { path.map { MetricsFile($0, of: file) } }
}

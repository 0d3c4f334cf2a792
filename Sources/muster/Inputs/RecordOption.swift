import ArgumentParser
import Glibc

struct RecordOption: ParsableArguments {
  @Option(
    name: .customLong("record"),
    help: ArgumentHelp(
      "The record. Default: MUSTER_RECORD, or muster.sqlite in the current folder.", valueName: "file"),
    completion: .file(extensions: ["sqlite"]))
  var given: String?

  func validate() throws {
    if given?.isEmpty == true { throw ValidationError("--record needs a path, and got an empty one") }
  }

  static let standard = "muster.sqlite"

  var path: String { Self.path(given: given) }

  static func path(given: String?) -> String { given ?? environment("MUSTER_RECORD") ?? standard }
}

/// - Returns: nil when the variable is unset or empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  return text.isEmpty ? nil : text
}

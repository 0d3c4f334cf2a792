import ArgumentParser
import JobSpec
import YAMLTree

/// Fields of a job that the command line gives other values.
struct SettingsOption: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Give a field of the job another value, written as in the file. May be repeated.",
      valueName: "path=value"))
  var given: [Assignment] = []

  struct Assignment: ExpressibleByArgument {
    let path: String
    let text: String

    init?(argument: String) {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
      (path, text) = (String(parts[0]), String(parts[1]))
    }
  }

  /// - Throws: `invalid` when a value is no YAML.
  func settings() throws -> [Setting] {
    try given.map { one in
      do throws(YAMLError) {
        return try Setting(path: one.path, text: one.text, source: "--set \(one.path)")
      } catch {
        throw Failure(.invalid, [Diagnostic(error)])
      }
    }
  }
}

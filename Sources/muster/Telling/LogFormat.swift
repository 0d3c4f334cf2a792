import ArgumentParser

/// How standard error speaks: lines for people, or a JSON object a line for programs.
enum LogFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json
}

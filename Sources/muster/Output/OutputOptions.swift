import ArgumentParser

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

struct FormatOption: ParsableArguments {
  @Option(help: "How to print: text for people, json with stable keys for programs.")
  var format = OutputFormat.text
}

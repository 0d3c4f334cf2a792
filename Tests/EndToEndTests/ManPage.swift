import Foundation

/// A command as the program itself declares it: `muster --experimental-dump-help`.
struct CommandFacts: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String

      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    var kind: String
    var shouldDisplay: Bool
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var discussion: String?
    var defaultValue: String?
    var allValues: [String]?
  }

  var commandName: String
  var shouldDisplay: Bool
  var superCommands: [String]?
  var abstract: String?
  var discussion: String?
  var arguments: [Argument]?
  var subcommands: [CommandFacts]?

  var words: [String] { (superCommands ?? []) + [commandName] }

  /// It and all below it that people are to see.
  var all: [CommandFacts] {
    [self] + (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }.flatMap(\.all)
  }
}

/// A manual page in the language of man(7), written from a command's declarations.
struct ManPage {
  let command: CommandFacts
  let version: String

  var fileName: String { command.words.joined(separator: "-") + ".1" }

  var text: String {
    let title = command.words.joined(separator: "-")
    let sections: [(String, String)] = [
      ("NAME", "\(title) \\- \(Self.escaped(summary))"), ("SYNOPSIS", synopsis),
      ("DESCRIPTION", Self.escaped(command.discussion ?? command.abstract ?? "")),
      ("ARGUMENTS", list(\.isPositional)), ("OPTIONS", list { !$0.isPositional }), ("COMMANDS", commands),
      ("ENVIRONMENT", isTop ? Self.environment : ""), ("FILES", isTop ? Self.files : ""),
      ("SEE ALSO", others),
    ]
    return """
      .\\" Written from the program's declarations: RECORD_GOLDENS=1 swift test --filter ManPageTests
      .TH \(title.uppercased()) 1 "" "\(version)" "Muster"

      """ + sections.filter { !$0.1.isEmpty }.map { ".SH \($0.0)\n\($0.1)\n" }.joined()
  }

  private var isTop: Bool { command.superCommands == nil }
  private var arguments: [CommandFacts.Argument] { (command.arguments ?? []).filter(\.shouldDisplay) }

  /// The abstract without its full stop, as `whatis` shows it.
  private var summary: String {
    let abstract = command.abstract ?? ""
    return abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
  }

  private var synopsis: String {
    let general = arguments.filter { !["help", "version"].contains($0.names?.last?.name) }
    let words = general.filter { !$0.isPositional } + general.filter(\.isPositional)
    let below = command.subcommands == nil ? "" : " \\fICOMMAND\\fR"
    return "\\fB\(command.words.joined(separator: " "))\\fR" + words.map { " " + $0.synopsis }.joined()
      + below
  }

  private func list(_ isWanted: (CommandFacts.Argument) -> Bool) -> String {
    arguments.filter(isWanted).map { ".TP\n\($0.tag)\n\($0.explanation)" }.joined(separator: "\n")
  }

  private var commands: String {
    command.all.dropFirst().filter { $0.superCommands == command.words }.map {
      ".TP\n\(Self.reference($0.words))\n\(Self.escaped($0.abstract ?? ""))"
    }.joined(separator: "\n")
  }

  private var others: String {
    isTop ? "The documentation beside the program." : Self.reference(command.superCommands ?? [])
  }

  private static func reference(_ words: [String]) -> String {
    "\\fB\(words.joined(separator: "\\-"))\\fR(1)"
  }

  private static let environment = """
    .TP
    \\fBMUSTER_RECORD\\fR
    The record, where \\fB\\-\\-record\\fR does not name one.
    .TP
    \\fBMUSTER_CACHE\\fR
    The folder of prepared data; empty for none.
    .TP
    \\fBMUSTER_SSH_CONFIG\\fR
    A file that ssh reads in the place of your ssh_config.
    .TP
    \\fBMUSTER_WORKER_KEY\\fR
    The file of a worker's key.
    """

  private static let files = """
    .TP
    \\fImuster.sqlite\\fR
    The record, in the current folder.
    .TP
    \\fImuster.sqlite.lock\\fR
    The lock that whoever writes to the record holds.
    """

  /// Text that means nothing to the formatter.
  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { $0.isEmpty ? ".PP" : $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : String($0) }
      .joined(separator: "\n")
  }
}

extension CommandFacts.Argument {
  fileprivate var isPositional: Bool { kind == "positional" }

  private var value: String { "\\fI\(ManPage.escaped((valueName ?? "value").uppercased()))\\fR" }

  private func option(_ name: Name) -> String {
    "\\fB\(ManPage.escaped(name.text))\\fR" + (kind == "option" ? " \(value)" : "")
  }

  fileprivate var tag: String {
    isPositional ? value : (names ?? []).map(option).joined(separator: ", ")
  }

  fileprivate var synopsis: String {
    let word = isPositional ? value : names?.last.map(option) ?? ""
    return (isOptional ? "[\(word)]" : word) + (isRepeating ? "..." : "")
  }

  fileprivate var explanation: String {
    let values = allValues.map { "One of \($0.joined(separator: ", "))." }
    let standard = defaultValue.map { "Default: \($0)." }
    return ManPage.escaped(
      [abstract, discussion, kind == "flag" ? nil : values, standard].compactMap(\.self)
        .joined(separator: " "))
  }
}

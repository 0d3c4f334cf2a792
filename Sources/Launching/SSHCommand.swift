/// How a command on another host is run by OpenSSH's client, which the user's own ssh_config tells of keys and ways.
///
/// The pool's options come first, since ssh keeps the first value of each. Host keys are checked as the user's
/// settings say, and always where the pool names the file of those that are known: no such file waives the check.
/// Nothing is asked, and nothing is forwarded.
package struct SSHCommand {
  private let host: SSHHost
  private let config: String?

  /// - Parameter config: the file that ssh reads instead of the user's own.
  package init(_ host: SSHHost, config: String?) throws(LaunchError) {
    try Self.check(host.host, marks: "._:%", is: "host")
    if let user = host.user { try Self.check(user, marks: "._", is: "user") }
    if let port = host.port, !(1...65535).contains(port) { throw LaunchError("\(port) is no port of ssh") }
    for (name, value) in host.options {
      guard Self.allowed.contains(name) else {
        throw LaunchError("the option \(name) of ssh may not be given")
      }
      for part in value.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "," || $0 == "@" }) {
        try Self.check(part, marks: "._:%/~+^*", is: "value of \(name)")
      }
    }
    self.host = host
    self.config = config
  }

  /// The path of ssh's client.
  package static func program() throws(LaunchError) -> String {
    try Launching.program("ssh", help: "install OpenSSH's client")
  }

  /// The arguments by which ssh runs a command on the host.
  ///
  /// - Parameter words: a program and its arguments. `~/` in front of the program is the home folder there.
  package func arguments(remote words: [String]) throws(LaunchError) -> [String] {
    var arguments = ["-T", "-a", "-x"]
    if let config { arguments += ["-F", config] }
    for (name, value) in host.options { arguments += ["-o", "\(name)=\(value)"] }
    for option in checks + Self.ours { arguments += ["-o", option] }
    if let port = host.port { arguments += ["-p", "\(port)"] }
    if let user = host.user { arguments += ["-l", user] }
    return arguments + ["--", host.host, try remoteCommand(words)]
  }

  private var checks: [String] {
    host.options.contains { $0.name == "UserKnownHostsFile" } ? ["StrictHostKeyChecking=yes"] : []
  }

  private static let ours = [
    "BatchMode=yes", "ClearAllForwardings=yes", "ConnectTimeout=15", "ServerAliveInterval=5",
    "ServerAliveCountMax=3", "LogLevel=INFO",
  ]

  /// Those that run no program and waive no check.
  private static let allowed: Set<String> = [
    "AddressFamily", "BindAddress", "Ciphers", "Compression", "ConnectTimeout", "HostKeyAlias", "HostName",
    "IdentitiesOnly", "IdentityFile", "KexAlgorithms", "MACs", "PreferredAuthentications", "ProxyJump",
    "ServerAliveCountMax", "ServerAliveInterval", "UserKnownHostsFile",
  ]

  /// Letters, digits, hyphens within and these marks: nothing that ssh takes for an option, or that a shell reads.
  private static func check(
    _ text: some StringProtocol, marks: String, is what: String
  ) throws(LaunchError) {
    let isPlain = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || marks.contains($0)
    }
    guard isPlain, let first = text.first, first != "-" else {
      throw LaunchError("\"\(text.filter { !$0.isNewline })\" is no \(what) that ssh may be given")
    }
  }
}

/// One line for the login shell of a host: each word reaches the program as it is.
func remoteCommand(_ words: [String]) throws(LaunchError) -> String {
  guard let first = words.first, !first.isEmpty, !first.hasPrefix("-") else {
    throw LaunchError("\"\(words.first ?? "")\" is no program that a host can run")
  }
  guard !words.contains(where: { $0.contains("\0") }) else {
    throw LaunchError("a command for a host cannot hold a zero byte")
  }
  let program = first.hasPrefix("~/") ? "~/" + quoted(first.dropFirst(2)) : quoted(first)
  return (["exec", program] + words.dropFirst().map(quoted)).joined(separator: " ")
}

/// A word in single quotes, within which a POSIX shell reads nothing but their end (POSIX.1-2017, 2.2.2).
private func quoted(_ word: some StringProtocol) -> String {
  "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
}

extension WorkerEnd {
  /// What the end of an ssh process tells, with what may mend it.
  ///
  /// - Parameters:
  ///   - status: its exit status; 255 is ssh's own word, all else the remote command's.
  ///   - errors: the end of its standard error. Only there does ssh tell one failure from another.
  package init(sshTo host: SSHHost, status: Int32, errors: String) {
    let lines = errors.split(whereSeparator: \.isNewline).map(String.init)
    self.init(sshTo: host, LinkEnd(status: .exit(status), lines: lines))
  }

  init(sshTo host: SSHHost, _ end: LinkEnd) {
    let last = end.lines.last.map { ": " + $0 } ?? ""
    switch end.status {
    case .exit(255): self = Self.failure(host, end.lines)
    case .exit(127):
      self.init(
        .barred, reason: "there is no \(host.command) on \(host.host)\(last)",
        help: "`muster workers install FILE` copies it there, and prints the `command` for the pool")
    case .exit(126):
      self.init(
        .barred, reason: "\(host.command) on \(host.host) cannot be executed\(last)",
        help: "check its permissions, and that it was built for that machine")
    case .exit: self.init(.unreachable, reason: "the connection to \(host.host) ended: \(end.words)")
    case .signal: self.init(.unreachable, reason: "ssh to \(host.host) was \(end.words)")
    }
  }

  /// By the first failure in our list that a line tells of: ssh says the particular before the general.
  private static func failure(_ host: SSHHost, _ lines: [String]) -> WorkerEnd {
    for known in SSHFailure.known {
      if let line = lines.last(where: { line in known.signs.contains { line.contains($0) } }) {
        return known.end(host, line: line)
      }
    }
    let last = lines.last.map { ": " + $0 } ?? " without a word"
    return WorkerEnd(
      .unreachable, reason: "the connection to \(host.host) ended\(last)",
      help: lines.isEmpty ? "the worker's relay there may have been killed; try `\(host.byHand)`" : nil)
  }
}

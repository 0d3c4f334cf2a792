/// A failure that OpenSSH's client tells of (its words of version 9.2, most of them unchanged since 5.0).
struct SSHFailure: Sendable {
  /// Parts of the line it says, each of which is enough.
  let signs: [String]
  let kind: WorkerEnd.Kind
  /// By the host's name.
  let reason: @Sendable (String) -> String
  let help: @Sendable (SSHHost) -> String
  /// Whether the line says more than ``reason``.
  var isQuoted = false

  func end(_ host: SSHHost, line: String) -> WorkerEnd {
    WorkerEnd(kind, reason: reason(host.host) + (isQuoted ? ": " + line : ""), help: help(host))
  }

  /// The particular before the general.
  static let known = barred + unreachable

  private static let barred = [
    SSHFailure(
      signs: ["IDENTIFICATION HAS CHANGED", "differs from the key for the IP address"], kind: .barred,
      reason: { "the host key of \($0) is not the one that is known" },
      help: {
        "find out why first: it may be another machine; then forget the old key with `ssh-keygen -R \($0.keyName)`"
      }),
    SSHFailure(
      signs: ["Host key verification failed", "host key is known for"], kind: .barred,
      reason: { "the host key of \($0) is not known" },
      help: {
        "connect once by hand, `\($0.byHand)`, and compare the key that it shows with the host's own"
      }),
    SSHFailure(
      signs: ["Permission denied (", "Too many authentication failures"], kind: .barred,
      reason: { "\($0) accepts none of the keys that ssh offers" },
      help: {
        "authorise your public key there with `ssh-copy-id \($0.account)`, or name its file with `IdentityFile`"
      }, isQuoted: true),
    SSHFailure(
      signs: ["Unable to negotiate with", "no matching"], kind: .barred,
      reason: { "ssh here and sshd on \($0) have no algorithm in common" },
      help: { _ in "bring the older of the two up to date" }, isQuoted: true),
    SSHFailure(
      signs: ["ad configuration option", "Bad owner or permissions on", "Can't open user config file"],
      kind: .barred, reason: { "ssh cannot use its settings for \($0)" },
      help: { "mend that file; try `\($0.byHand)`" }, isQuoted: true),
  ]

  private static let unreachable = [
    SSHFailure(
      signs: ["Could not resolve hostname"], kind: .unreachable,
      reason: { "the name \($0) leads to no address" },
      help: { _ in "check the name, or give its address as `HostName`" }),
    SSHFailure(
      signs: ["Connection refused"], kind: .unreachable, reason: { "\($0) refuses connections" },
      help: { _ in "check that sshd runs there, on this port, and that no firewall is in the way" }),
    SSHFailure(
      signs: ["kex_exchange_identification"], kind: .unreachable,
      reason: { "\($0) closed the connection at once" },
      help: { _ in "it may get too many connections at a time: raise `MaxStartups` in its sshd_config" },
      isQuoted: true),
    SSHFailure(
      signs: ["timed out"], kind: .unreachable, reason: { "\($0) did not answer in time" },
      help: {
        "check that the host is up, and that no firewall drops the connection; try `\($0.byHand)`"
      }),
    SSHFailure(
      signs: ["No route to host", "Network is unreachable", "Host is down"], kind: .unreachable,
      reason: { "no way leads to \($0)" },
      help: { "check that the host is up and on this network; try `\($0.byHand)`" }),
    SSHFailure(
      signs: ["Timeout, server"], kind: .unreachable, reason: { "\($0) no longer answers" },
      help: { _ in "check that the host and the network between are up" }),
    SSHFailure(
      signs: ["closed by", "Connection reset", "reset by", "Broken pipe", "disconnect from"],
      kind: .unreachable, reason: { "the connection to \($0) was closed" },
      help: { _ in "the session there was ended, or the network broke" }, isQuoted: true),
  ]
}

extension SSHHost {
  /// What a person types to connect.
  var byHand: String {
    (["ssh"] + (port.map { ["-p", "\($0)"] } ?? []) + (user.map { ["-l", $0] } ?? []) + [host, "true"])
      .joined(separator: " ")
  }

  /// What comes behind `ssh-copy-id`.
  fileprivate var account: String { (port.map { "-p \($0) " } ?? "") + (user.map { "\($0)@" } ?? "") + host }

  /// What its key is kept under.
  fileprivate var keyName: String { port.map { "'[\(host)]:\($0)'" } ?? host }
}

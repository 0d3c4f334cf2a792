import Glibc
import Testing

@testable import Launching

/// What ssh is told, and what reaches the program at the other end.
@Suite(.timeLimit(.minutes(1)))
struct SSHCommandTests {
  @Test func `a bare host gets our settings`() throws {
    let command = try SSHCommand(SSHHost(host: "h1.example.org"), config: nil)
    #expect(
      try command.arguments(remote: ["muster-worker"]) == [
        "-T", "-a", "-x", "-o", "BatchMode=yes", "-o", "ClearAllForwardings=yes", "-o", "ConnectTimeout=15",
        "-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3", "-o", "LogLevel=INFO", "--",
        "h1.example.org", "exec 'muster-worker'",
      ])
  }

  @Test func `the pool's own options stand before ours`() throws {
    let host = SSHHost(
      host: "2001:db8::7%eth0", user: "muster", port: 2222, command: "~/.cache/muster/ab12/muster-worker",
      options: [("ConnectTimeout", "3"), ("ProxyJump", "me@gate.example.org:22,inner")])
    #expect(
      try SSHCommand(host, config: "/etc/muster/ssh_config").arguments(remote: [host.command]) == [
        "-T", "-a", "-x", "-F", "/etc/muster/ssh_config", "-o", "ConnectTimeout=3", "-o",
        "ProxyJump=me@gate.example.org:22,inner", "-o", "BatchMode=yes", "-o", "ClearAllForwardings=yes",
        "-o", "ConnectTimeout=15", "-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3", "-o",
        "LogLevel=INFO", "-p", "2222", "-l", "muster", "--", "2001:db8::7%eth0",
        "exec ~/'.cache/muster/ab12/muster-worker'",
      ])
  }

  @Test func `host keys of a file that the pool names are checked whatever the settings say`() throws {
    let host = SSHHost(host: "h1", options: [("UserKnownHostsFile", "/dev/null"), ("Compression", "yes")])
    #expect(
      try SSHCommand(host, config: nil).arguments(remote: ["muster-worker"]) == [
        "-T", "-a", "-x", "-o", "UserKnownHostsFile=/dev/null", "-o", "Compression=yes", "-o",
        "StrictHostKeyChecking=yes", "-o", "BatchMode=yes", "-o", "ClearAllForwardings=yes", "-o",
        "ConnectTimeout=15", "-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3", "-o",
        "LogLevel=INFO", "--", "h1", "exec 'muster-worker'",
      ])
  }

  @Test(arguments: [
    "", "-oProxyCommand=x", "-h", "a b", "h;reboot", "$(reboot)", "`reboot`", "h\n", "h'", "h\"", "user@h",
    "hé", "h\0",
    "h/x",
  ])
  func `a hostile host is refused`(host: String) {
    #expect(throws: LaunchError.self) { try SSHCommand(SSHHost(host: host), config: nil) }
  }

  @Test(arguments: ["", "-l", "a b", "a@b", "root;x", "$USER", "a\nb"])
  func `a hostile user is refused`(user: String) {
    #expect(throws: LaunchError.self) { try SSHCommand(SSHHost(host: "h", user: user), config: nil) }
  }

  @Test(arguments: [
    ("ProxyCommand", "x"), ("LocalCommand", "x"), ("StrictHostKeyChecking", "no"), ("KnownHostsCommand", "x"),
    ("Include", "x"), ("proxyjump", "h"), ("ProxyJump", "-oProxyCommand=x"),
    ("ProxyJump", "a,-oProxyCommand=x"),
    ("ProxyJump", "u@-oProxyCommand=x"), ("ProxyJump", "a;b"), ("HostName", "a b"), ("IdentityFile", "a\nb"),
    ("IdentityFile", "$(x)"), ("HostName", ""), ("UserKnownHostsFile", "\"x\""),
  ])
  func `a hostile option is refused`(name: String, value: String) {
    #expect(throws: LaunchError.self) {
      try SSHCommand(SSHHost(host: "h", options: [(name, value)]), config: nil)
    }
  }

  @Test(arguments: [0, -1, 65536]) func `a port that cannot be is refused`(port: Int) {
    #expect(throws: LaunchError("\(port) is no port of ssh")) {
      try SSHCommand(SSHHost(host: "h", port: port), config: nil)
    }
  }

  @Test(arguments: ["", "-c", "a\0b"]) func `a program that cannot be is refused`(program: String) throws {
    let command = try SSHCommand(SSHHost(host: "h"), config: nil)
    #expect(throws: LaunchError.self) { try command.arguments(remote: [program]) }
  }

  /// The words come back from a real shell, each ended by a zero byte.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `every word reaches the program as it is`(seed: UInt64) throws {
    var random = seed &* 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % bound
    }
    let alphabet = Array(" '\"\\$`!*?[]{}()<>|&;#~=%^-\n\tabc/äé√")
    let words = (0..<40).map { _ in String((0..<next(12)).map { _ in alphabet[next(alphabet.count)] }) }
    var launcher = shell(try remoteCommand(["/usr/bin/env", "printf", "%s\\0"] + words))
    try launcher.start(worker: 1)
    let (output, reason) = story(of: &launcher)
    #expect(reason == "exit 0", "seed \(seed)")
    let heard = output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(heard.map { String(decoding: $0, as: UTF8.self) } == words, "seed \(seed)")
  }

  @Test func `the home folder is the host's`() throws {
    let folder = temporaryFolder()
    defer { removeFolder(folder) }
    try write("#!/bin/sh\necho \"$0\"\n", to: "\(folder)/it's here", mode: 0o755)
    var launcher = localPool(
      "/bin/sh", arguments: ["-c", try remoteCommand(["~/it's here"])], environment: [("HOME", folder)])
    try launcher.start(worker: 1)
    #expect(String(decoding: story(of: &launcher).output, as: UTF8.self) == "\(folder)/it's here\n")
  }
}

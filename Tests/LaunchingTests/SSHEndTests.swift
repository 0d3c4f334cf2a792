import Testing

@testable import Launching

/// What ssh's last words become; the words are those of OpenSSH 9.2 and of the shells that it starts.
struct SSHEndTests {
  private func end(_ status: Int32, _ errors: String) -> WorkerEnd {
    WorkerEnd(
      sshTo: SSHHost(host: "h1", user: "me", port: 2222, command: "/opt/muster-worker"), status: status,
      errors: errors)
  }

  @Test func `a host key that is not known is for a person to check`() {
    #expect(
      end(
        255,
        "No ED25519 host key is known for h1 and you have requested strict checking.\r\nHost key verification failed.\r\n"
      )
        == WorkerEnd(
          .barred, reason: "the host key of h1 is not known",
          help:
            "connect once by hand, `ssh -p 2222 -l me h1 true`, and compare the key that it shows with the host's own"
        ))
  }

  @Test func `a host key that changed is a warning`() {
    let lines = "@@@@@@@@\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\n@@@@@@@@\n"
    #expect(
      end(255, lines + "Host key verification failed.")
        == WorkerEnd(
          .barred, reason: "the host key of h1 is not the one that is known",
          help:
            "find out why first: it may be another machine; then forget the old key with `ssh-keygen -R '[h1]:2222'`"
        ))
  }

  @Test func `a refusal names what was tried`() {
    #expect(
      end(255, "me@h1: Permission denied (publickey,password).")
        == WorkerEnd(
          .barred,
          reason:
            "h1 accepts none of the keys that ssh offers: me@h1: Permission denied (publickey,password).",
          help:
            "authorise your public key there with `ssh-copy-id -p 2222 me@h1`, or name its file with `IdentityFile`"
        ))
  }

  @Test(
    arguments: [
      ("ssh: Could not resolve hostname h1: Name or service not known", "the name h1 leads to no address"),
      ("ssh: connect to host h1 port 22: Connection refused", "h1 refuses connections"),
      ("ssh: connect to host h1 port 22: Connection timed out", "h1 did not answer in time"),
      ("Connection timed out during banner exchange", "h1 did not answer in time"),
      ("ssh: connect to host h1 port 22: No route to host", "no way leads to h1"),
      ("ssh: connect to host h1 port 22: Network is unreachable", "no way leads to h1"),
      ("Timeout, server 192.0.2.1 not responding.", "h1 no longer answers"),
      (
        "kex_exchange_identification: Connection closed by remote host\nConnection closed by 192.0.2.1 port 22",
        "h1 closed the connection at once: kex_exchange_identification: Connection closed by remote host"
      ),
      (
        "kex_exchange_identification: read: Connection reset by peer",
        "h1 closed the connection at once: kex_exchange_identification: read: Connection reset by peer"
      ),
      (
        "Connection to 192.0.2.1 closed by remote host.",
        "the connection to h1 was closed: Connection to 192.0.2.1 closed by remote host."
      ),
      (
        "client_loop: send disconnect: Broken pipe",
        "the connection to h1 was closed: client_loop: send disconnect: Broken pipe"
      ),
      ("Killed by a cosmic ray", "the connection to h1 ended: Killed by a cosmic ray"),
      ("", "the connection to h1 ended without a word"),
    ])
  func `a way that leads nowhere now may do so later`(errors: String, reason: String) {
    #expect(end(255, errors).kind == .unreachable)
    #expect(end(255, errors).reason == reason)
  }

  @Test func `settings that ssh cannot read are for a person to mend`() {
    let line = "/home/ada/.ssh/config: line 3: Bad configuration option: hostnam"
    #expect(
      end(255, line + "\n/home/ada/.ssh/config: terminating, 1 bad configuration options")
        == WorkerEnd(
          .barred,
          reason:
            "ssh cannot use its settings for h1: /home/ada/.ssh/config: terminating, 1 bad configuration options",
          help: "mend that file; try `ssh -p 2222 -l me h1 true`"))
  }

  @Test func `a program that is not there can be installed`() {
    #expect(
      end(127, "bash: line 1: /opt/muster-worker: No such file or directory")
        == WorkerEnd(
          .barred,
          reason:
            "there is no /opt/muster-worker on h1: bash: line 1: /opt/muster-worker: No such file or directory",
          help: "`muster workers install FILE` copies it there, and prints the `command` for the pool"))
    #expect(
      end(126, "sh: 1: exec: /opt/muster-worker: Permission denied")
        == WorkerEnd(
          .barred,
          reason:
            "/opt/muster-worker on h1 cannot be executed: sh: 1: exec: /opt/muster-worker: Permission denied",
          help: "check its permissions, and that it was built for that machine"))
  }

  @Test func `a relay that ends is no host that is lost for good`() {
    #expect(
      end(1, "muster-worker: a frame of 25 bytes does not match its checksum")
        == WorkerEnd(
          .unreachable,
          reason:
            "the connection to h1 ended: exit 1: muster-worker: a frame of 25 bytes does not match its checksum"
        ))
    #expect(
      WorkerEnd(sshTo: SSHHost(host: "h1"), LinkEnd(status: .signal(9), lines: []))
        == WorkerEnd(.unreachable, reason: "ssh to h1 was killed by signal 9"))
  }
}

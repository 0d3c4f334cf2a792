import Datasets
import Determinism
import JobSpec
import Launching
import WorkerProtocol

/// A worker program on its way to hosts: over the same ssh that will start it there, to a path named by its digest.
struct WorkerDelivery {
  /// More at a time are more than an sshd of the usual settings takes, if the hosts lie behind one.
  private static let atOnce = 8
  /// How long a host may take.
  private static let seconds = 300.0
  /// How much of what a host says is kept, in bytes: the end of it.
  fileprivate static let kept = 1 << 16

  private let program: String
  private let digest: Digest

  /// - Throws: `noWorker` when the program cannot be read.
  init(of program: String) throws {
    self.program = program
    do {
      digest = try Datasets.digest(of: try mapFile(program))
    } catch {
      throw Failure(.noWorker, "\(error)", help: error.help ?? "")
    }
  }

  /// What a host's `command` is to be.
  var command: String { "~/.cache/muster/\(digest.hex)/muster-worker" }

  /// What became of it on one host.
  struct Result {
    enum Outcome {
      case installed(version: String)
      case thereAlready(version: String)
      case failed(reason: String, help: String?)
    }

    let pool: String
    let outcome: Outcome

    var isThere: Bool { if case .failed = outcome { false } else { true } }

    var text: String {
      switch outcome {
      case .installed(let version): "\(pool): installed \(version)"
      case .thereAlready(let version): "\(pool): has it already, \(version)"
      case .failed(let reason, let help):
        "\(pool): failed: \(reason)" + (help.map { "\n  help: \($0)" } ?? "")
      }
    }
  }

  /// Brings it to all of them, a few at a time.
  func deliver(to pools: [SSHPool]) -> [Result] {
    stride(from: 0, to: pools.count, by: Self.atOnce).flatMap { start in
      let some = pools[start..<min(start + Self.atOnce, pools.count)]
      return some.map { ($0, begin($0)) }.map { pool, began in
        Result(pool: pool.poolName, outcome: began.outcome(SSHHost(pool), within: Self.seconds))
      }
    }
  }

  fileprivate enum Began {
    case running(Capture)
    case not(LaunchError)
  }

  private func begin(_ pool: SSHPool) -> Began {
    do throws(LaunchError) {
      let ssh = try SSHCommand(SSHHost(pool), config: environment("MUSTER_SSH_CONFIG"))
      let words = try ssh.arguments(remote: ["sh", "-c", Self.script, "sh", digest.hex])
      guard let capture = Capture([try SSHCommand.program()] + words, input: program) else {
        throw LaunchError("ssh cannot be started")
      }
      return .running(capture)
    } catch {
      return .not(error)
    }
  }

  /// Reads the program from its standard input unless it is there with the right digest, and says so in one line. It has no
  /// line breaks, which some login shells do not take in one word.
  private static let script =
    """
    f="$HOME/.cache/muster/$1/muster-worker"; t="$f.$$"; s=there; \
    sum() { sha256sum <"$1" 2>/dev/null | cut -c1-64; }; \
    [ "$(sum "$f")" = "$1" ] || { s=installed; trap 'rm -f "$t"' 0; umask 077; \
    mkdir -p "${f%/*}" && cat >"$t" || exit 73; \
    [ "$(sum "$t")" = "$1" ] || { echo "what arrived is not what was sent" >&2; exit 74; }; \
    chmod 755 "$t" && mv "$t" "$f" || exit 73; }; \
    v=$("$f" --version) || exit 72; printf "\\nMUSTER-INSTALL %s %s\\n" "$s" "$v"
    """
}

extension WorkerDelivery.Began {
  fileprivate func outcome(_ host: SSHHost, within seconds: Double) -> WorkerDelivery.Result.Outcome {
    switch self {
    case .not(let error): .failed(reason: error.message, help: error.help)
    case .running(let capture):
      .init(capture.ending(seconds: seconds, keeping: WorkerDelivery.kept), host: host)
    }
  }
}

extension WorkerDelivery.Result.Outcome {
  private static let marker = "MUSTER-INSTALL "

  fileprivate init(_ ending: Capture.Ending, host: SSHHost) {
    let lines = Self.lines(ending.output)
    if let line = lines.last(where: { $0.hasPrefix(Self.marker) }), ending.status == 0 {
      let words = line.dropFirst(Self.marker.count).split(separator: " ", maxSplits: 1).map(String.init)
      let version = words.count > 1 ? words[1] : ""
      self = words.first == "there" ? .thereAlready(version: version) : .installed(version: version)
    } else if lines.contains(where: { $0.contains("MUSTER-WORKER/") }) {
      self = .failed(
        reason: "this key runs muster-worker there and nothing else",
        help: "its operator installs the worker, and names it in authorized_keys")
    } else {
      self.init(status: ending.status, errors: Self.lines(ending.errors), host: host)
    }
  }

  /// What the host said, fit for a terminal, without empty lines.
  private static func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      String(String.UnicodeScalarView($0.unicodeScalars.lazy.filter(\.isPlain).prefix(200)))
    }
    .filter { !$0.isEmpty }
  }

  private init(status: Int32, errors: [String], host: SSHHost) {
    let said = errors.last ?? "it ended with \(status), without a word"
    switch status {
    case 255:
      let end = WorkerEnd(sshTo: host, status: status, errors: errors.joined(separator: "\n"))
      self = .failed(reason: end.reason, help: end.help)
    case 124:
      self = .failed(
        reason: "it took too long", help: "look whether the host answers: `ssh \(host.host) true`")
    case 72:
      self = .failed(
        reason: "the worker does not start there: \(said)", help: "it needs a Linux like this one's, as new")
    case 73:
      self = .failed(
        reason: "it cannot be written there: \(said)", help: "make room in the home folder there")
    default: self = .failed(reason: said, help: "it needs sh, sha256sum, cut, mkdir, cat, chmod and mv")
    }
  }
}

import Determinism
import Glibc
import Kernel
import Testing
import WorkerProtocol

@testable import Launching

/// The key of a worker program, and what it signs.
@Suite(.timeLimit(.minutes(1)))
struct WorkerKeyTests {
  private let job = try! PointsJob()
  private let challenge = [UInt8](1...32)

  private func key(of worker: Worker) throws -> PublicKey? {
    _ = try worker.reply()
    try worker.ask(job.preparation(challenge: challenge))
    guard case .prepared(let readiness) = try worker.reply() else { throw Unexpected() }
    return readiness.key
  }

  /// What a worker says that cannot have its key.
  private func failure(keyAt path: String) throws -> (message: String, help: String?) {
    let worker = try Worker(environment: [("MUSTER_WORKER_KEY", path)])
    _ = try worker.reply()
    try worker.ask(job.preparation(challenge: challenge))
    guard case .failed(let message, let help) = try worker.reply() else { throw Unexpected() }
    #expect(worker.end() == "exit 1: muster-worker: \(message)")
    return (message, help)
  }

  private func text(_ path: String) throws -> String {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
  }

  private func names(in folder: String) throws -> [String] {
    let entries = try #require(opendir(folder))
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  @Test func `a challenge makes a key, kept and used again, and signs all answers`() throws {
    let path = job.folder + "/keys/worker.key"
    let environment = [(name: "MUSTER_WORKER_KEY", value: path)]
    let worker = try Worker(environment: environment)
    let key = try #require(try key(of: worker))
    try worker.set(initialParameters(PointsJob.shape, seed: 5))
    try worker.ask(.train(task: 1, round: 1, client: 2))
    let answer = try worker.answer()
    #expect(answer.updateDigest == Digest.of(answer.update))
    #expect(answer.update.count == PointsJob.shape.parameterCount)
    try worker.ask(.finish)
    #expect(worker.end() == "exit 0")

    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let line = try text(path)
    #expect(line.count == 65)
    #expect(SigningKey(seed: try #require([UInt8](hex: String(line.dropLast())))).publicKey == key)

    let other = try Worker(environment: environment)
    #expect(try self.key(of: other) == key)
    other.launcher.stopAll()
    #expect(try names(in: job.folder + "/keys") == ["worker.key"])
  }

  @Test func `without a challenge there is no key`() throws {
    let worker = try Worker(environment: [("MUSTER_WORKER_KEY", job.folder + "/worker.key")])
    _ = try worker.reply()
    try worker.ask(job.preparation())
    guard case .prepared(let readiness) = try worker.reply() else { throw Unexpected() }
    #expect(readiness.key == nil)
    worker.launcher.stopAll()
    #expect(try names(in: job.folder) == ["points.csv"])
  }

  @Test func `workers that start at once agree on one key`() throws {
    let environment = [(name: "MUSTER_WORKER_KEY", value: job.folder + "/keys/worker.key")]
    let workers = try (0..<6).map { _ in try Worker(environment: environment) }
    for index in workers.indices {
      _ = try workers[index].reply()
      try workers[index].ask(job.preparation(challenge: challenge))
      workers[index].launcher.flush()
    }
    let keys = try workers.indices.map { index in
      guard case .prepared(let readiness) = try workers[index].reply() else { throw Unexpected() }
      return try #require(readiness.key)
    }
    for index in workers.indices { workers[index].launcher.stopAll() }
    #expect(Set(keys).count == 1)
    #expect(try names(in: job.folder + "/keys") == ["worker.key"])
  }

  @Test func `the key lies in the user's configuration`() throws {
    for (name, path) in [("XDG_CONFIG_HOME", "muster"), ("HOME", ".config/muster")] {
      let home = job.folder + "/" + name
      mkdir(home, 0o700)
      var environment = [(name: "MUSTER_WORKER_KEY", value: ""), (name: "XDG_CONFIG_HOME", value: "")]
      environment.removeAll { $0.name == name }
      let worker = try Worker(environment: environment + [(name, home)])
      #expect(try key(of: worker) != nil)
      worker.launcher.stopAll()
      #expect(try names(in: "\(home)/\(path)") == ["worker.key"])
    }
  }

  @Test func `a key that others can read is refused`() throws {
    let path = job.folder + "/worker.key"
    try writeFile(path, String(repeating: "1f", count: 32))
    for mode: mode_t in [0o640, 0o604, 0o620, 0o601] {
      chmod(path, mode)
      let failure = try failure(keyAt: path)
      #expect(failure.message == "the key \(path) can be read or written by others")
      #expect(failure.help == "chmod 600 \(path)")
    }
    chmod(path, 0o400)
    let worker = try Worker(environment: [("MUSTER_WORKER_KEY", path)])
    #expect(try key(of: worker) == SigningKey(seed: [UInt8](repeating: 0x1f, count: 32)).publicKey)
    worker.launcher.stopAll()
  }

  @Test func `a file that is no key is not taken for one, and not replaced`() throws {
    let path = job.folder + "/worker.key"
    for content in ["", "secret", String(repeating: "0", count: 62), String(repeating: "0", count: 66)] {
      try writeFile(path, content)
      let failure = try failure(keyAt: path)
      #expect(failure.message == "the key \(path) is not 64 hexadecimal digits")
      #expect(failure.help == "remove it, and a new one is made")
      #expect(try text(path) == content)
    }
    #expect(try failure(keyAt: job.folder).message == "the key \(job.folder) is not a regular file")
    let blocked = path + "/worker.key"
    #expect(try failure(keyAt: blocked).message == "the key \(blocked) cannot be read: Not a directory")
  }

  @Test func `a place where no key can be made is named`() throws {
    let path = "/proc/muster/worker.key"
    let failure = try failure(keyAt: path)
    #expect(failure.message == "the key \(path) cannot be made: No such file or directory")
    #expect(failure.help == "mend that, or set MUSTER_WORKER_KEY to a file that can be written")
  }
}

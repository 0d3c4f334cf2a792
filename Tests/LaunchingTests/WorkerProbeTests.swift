import Datasets
import Determinism
import Glibc
import Kernel
import Testing
import WorkerProtocol

@testable import Launching

/// What a worker program tells of itself and its machine, and which files it opens.
@Suite(.timeLimit(.minutes(1)))
struct WorkerProbeTests {
  private let job = try! PointsJob()

  private var environment: [(name: String, value: String)] {
    [("MUSTER_WORKER_KEY", job.folder + "/worker.key")]
  }

  private func facts(
    _ files: [String], arguments: [String] = [], environment: [(name: String, value: String)]? = nil
  ) throws -> Facts {
    let worker = try Worker(arguments: arguments, environment: environment ?? self.environment)
    try worker.ask(.probe(Probe(files: files)))
    guard case .greeting = try worker.reply(), case .probed(let facts) = try worker.reply() else {
      throw Unexpected()
    }
    worker.launcher.stopAll()
    return facts
  }

  @Test func `it tells what it is, and where it runs`() throws {
    let points = job.folder + "/points.csv"
    let facts = try facts([points, "/nonexistent", points])
    #expect(facts.version == musterVersion)
    #expect(facts.program == Digest.of(try readFile(Worker.path)))
    let seed = try #require(
      [UInt8](hex: String(decoding: try readFile(job.folder + "/worker.key").dropLast(), as: UTF8.self)))
    #expect(facts.key == SigningKey(seed: seed).publicKey.hex)
    #expect(facts.keyTrouble == nil)
    #expect((1...sysconf(Int32(_SC_NPROCESSORS_ONLN))).contains(facts.cores))
    #expect(facts.memory == sysconf(Int32(_SC_PHYS_PAGES)) * Int(getpagesize()))
    #expect(abs(facts.clock - Double(time(nil))) < 3600)
    #expect(!facts.cpu.isEmpty)
    let blas = try BLAS.system()
    #expect(facts.blas == blas.configuration)
    #expect(facts.blasTrouble == nil)
    #expect(facts.fingerprint == numericFingerprint(arithmetic: .portable()))
    #expect(facts.blasFingerprint == numericFingerprint(arithmetic: .blas(blas)))
    let whole = FileFacts(path: points, digest: Digest.of(try readFile(points)), trouble: nil)
    let missing = FileFacts(
      path: "/nonexistent", digest: nil, trouble: "/nonexistent: cannot be read: No such file or directory")
    #expect(facts.files == [whole, missing, whole])
  }

  @Test func `it works after a probe as before`() throws {
    let worker = try Worker(environment: environment)
    try worker.ask(.probe(Probe()))
    try worker.ask(job.preparation())
    guard case .greeting = try worker.reply(), case .probed = try worker.reply(),
      case .prepared = try worker.reply()
    else { throw Unexpected() }
    try worker.ask(.finish)
    #expect(worker.end() == "exit 0")
  }

  @Test func `a probe tells why there is no key, and all else`() throws {
    let path = job.folder + "/worker.key"
    try writeFile(path, "")
    let facts = try facts([])
    #expect(facts.key == nil)
    #expect(
      facts.keyTrouble
        == "the key \(path) is not 64 hexadecimal digits; remove it, and a new one is made")
    #expect(facts.fingerprint == numericFingerprint(arithmetic: .portable()))
  }

  @Test func `only files below a data root are opened`() throws {
    let (inside, outside) = (job.folder + "/inside", job.folder + "/outside")
    for folder in [inside, outside, inside + "-too"] {
      mkdir(folder, 0o700)
      try writeFile(folder + "/rows.csv", folder)
    }
    symlink(outside + "/rows.csv", inside + "/link.csv")
    symlink(outside, inside + "/folder")
    symlink(inside, job.folder + "/door")
    let refusal = "this worker opens only files below \(inside), /nonexistent"
    let expected: [(path: String, trouble: String?)] = [
      (inside + "/rows.csv", nil),
      (job.folder + "/door/rows.csv", nil),
      (outside + "/../inside/rows.csv", nil),
      (inside + "/missing.csv", "No such file or directory"),
      (inside, refusal),
      (inside + "-too/rows.csv", refusal),
      (inside + "/link.csv", refusal),
      (inside + "/folder/rows.csv", refusal),
      (inside + "/../outside/rows.csv", refusal),
      (inside + "/../outside/missing.csv", refusal),
      (outside + "/rows.csv", refusal),
      (outside + "/missing.csv", refusal),
      ("/etc/passwd", refusal),
      ("/proc/self/environ", refusal),
      ("", refusal),
      (String(repeating: "a/", count: 100_000), refusal),
    ]
    let facts = try facts(
      expected.map(\.path), arguments: ["--data-root", inside, "--data-root", "/nonexistent"])
    for ((path, trouble), file) in zip(expected, facts.files) {
      #expect(file.path == path)
      #expect(file.trouble == trouble.map { "\(path): cannot be read: \($0)" })
      #expect((file.digest == nil) == (trouble != nil))
    }
  }

  @Test func `data outside the roots is not prepared`() throws {
    mkdir(job.folder + "/inside", 0o700)
    var worker = try Worker(arguments: ["--data-root", job.folder + "/inside"])
    _ = try worker.reply()
    try worker.ask(job.preparation())
    guard case .failed(let message, _) = try worker.reply() else { throw Unexpected() }
    #expect(
      message
        == "\(job.folder)/points.csv: cannot be read: this worker opens only files below \(job.folder)/inside"
    )
    worker = try Worker(arguments: ["--data-root", job.folder])
    _ = try worker.reply()
    try worker.ask(job.preparation())
    guard case .prepared = try worker.reply() else { throw Unexpected() }
    worker.launcher.stopAll()
  }

  @Test func `a probe of a million files is refused`() throws {
    let worker = try Worker(environment: environment)
    _ = try worker.reply()
    worker.launcher.send(
      Request.probe(Probe(files: Array(repeating: "/", count: 1_000_000))).encoded(), to: 1)
    #expect(
      worker.end()
        == "exit 1: muster-worker: an unexpected probe message: 1000000 files instead of at most 10000")
  }
}

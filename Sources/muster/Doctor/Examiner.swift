import Execution
import Glibc
import Launching
import Reporting
import WorkerProtocol

/// Asks one worker of each pool who it is, a few pools at a time.
struct Examiner {
  /// More connections at a time than these are more than an sshd of the usual settings takes.
  private static let atOnce = 8
  /// How many seconds an answer may take, as long as there are signs of life: files are digested for it.
  private static let longest = 900.0

  /// How many seconds a worker has to greet, of which Slurm's queue may take some, and may then be silent.
  struct Limits {
    var connect: Double
    var queue: Double
    var silence: Double

    var greeting: Double { connect + queue }
  }

  fileprivate struct Patient {
    let pool: Int
    let limit: Double
    let started: Double
    var connection = CoordinatorConnection()
    var greeted: (greeting: Greeting, at: Double, asked: Double)?
    var heard: Double

    /// Pools are counted from 0, workers from 1.
    var worker: Int { pool + 1 }
  }

  private var launcher: PoolLauncher
  private let clock = MonotonicClock()
  private let probes: [Request]
  private let limits: [Limits]
  private var patients: [Patient] = []
  private var begun = 0
  private var findings: [Examination?]

  /// - Parameters:
  ///   - files: whose digests are wanted, for each of the launcher's pools.
  ///   - limits: of each pool.
  init(_ launcher: PoolLauncher, files: [[String]], limits: [Limits]) {
    self.launcher = launcher
    self.limits = limits
    probes = files.map { .probe(Probe(files: $0)) }
    findings = files.map { _ in nil }
  }

  /// - Returns: one for each pool.
  mutating func examine() -> [Examination] {
    while findings.contains(where: { $0 == nil }) {
      begin()
      for event in launcher.wait(milliseconds: 200) { handle(event) }
      dropLate()
    }
    launcher.stopAll()
    return findings.compactMap(\.self)
  }

  private mutating func begin() {
    while begun < probes.count && patients.count < Self.atOnce {
      let now = clock.seconds()
      let patient = Patient(pool: begun, limit: now + Self.longest, started: now, heard: now)
      begun += 1
      do {
        try launcher.start(worker: patient.worker, pool: patient.pool)
        patients.append(patient)
      } catch {
        findings[patient.pool] = .silent(reason: error.message, help: error.help)
      }
    }
  }

  private mutating func handle(_ event: WorkerEvent) {
    switch event {
    case .received(let worker, let bytes): receive(bytes, from: worker)
    case .closed(let worker, let end):
      guard let index = patients.firstIndex(where: { $0.worker == worker }) else { return }
      let said = end.kind == .ended ? patients[index].lastWords : nil
      let reason = [end.reason, said?.description].compactMap(\.self).joined(separator: "; ")
      conclude(index, .silent(reason: reason, help: end.help ?? said?.help))
    }
  }

  private mutating func receive(_ bytes: [UInt8], from worker: Int) {
    guard let index = patients.firstIndex(where: { $0.worker == worker }) else { return }
    patients[index].heard = clock.seconds()
    do throws(ProtocolError) {
      for answer in try patients[index].connection.receive(bytes) {
        try hear(answer.reply, from: index)
        if findings[worker - 1] != nil { return }
      }
    } catch {
      conclude(index, .silent(reason: error.description, help: error.help))
    }
  }

  private mutating func hear(_ reply: Reply, from index: Int) throws(ProtocolError) {
    switch reply {
    case .greeting(let greeting):
      patients[index].greeted = (greeting, at: clock.seconds(), asked: secondsSince1970())
      launcher.send(
        try patients[index].connection.send(probes[patients[index].pool]), to: patients[index].worker)
    case .probed(let facts):
      guard let greeted = patients[index].greeted else { return }
      conclude(
        index,
        .answered(
          Examination.Answer(
            greeting: greeted.greeting, seconds: greeted.at - patients[index].started, facts: facts,
            asked: greeted.asked, heard: secondsSince1970())))
    case .failed(let message, let help): conclude(index, .silent(reason: message, help: help))
    case .alive, .prepared, .trained, .evaluated, .surveyed: break
    }
  }

  private mutating func conclude(_ index: Int, _ finding: Examination) {
    let patient = patients.remove(at: index)
    launcher.stop(worker: patient.worker)
    findings[patient.pool] = finding
  }

  private mutating func dropLate() {
    let now = clock.seconds()
    for index in patients.indices.reversed() {
      let (patient, limit) = (patients[index], limits[patients[index].pool])
      if patient.greeted == nil && now - patient.started > limit.greeting {
        conclude(index, limit.noGreeting)
      } else if patient.greeted != nil && (now - patient.heard > limit.silence || now > patient.limit) {
        conclude(
          index,
          .silent(
            reason: "it greeted, and then gave no answer for \(Figures.span(now - patient.heard))",
            help: "look what keeps its host so busy; `silence` says how long to wait"))
      }
    }
  }
}

extension Examiner.Limits {
  /// What is found when their time is up.
  fileprivate var noGreeting: Examination {
    queue > 0
      ? .silent(
        reason: "no greeting in \(Figures.span(greeting)): it may still wait in Slurm's queue",
        help: "`squeue` shows whether it has its nodes; `queue` and `connect` together say how long to wait")
      : .silent(
        reason: "no greeting in \(Figures.span(greeting))",
        help: "look whether the host is up and reachable; `connect` says how long to wait")
  }
}

extension Examiner.Patient {
  /// What a worker that ended without a greeting said in its place, if anything.
  fileprivate var lastWords: ProtocolError? {
    do throws(ProtocolError) {
      try connection.end()
      return nil
    } catch {
      if case .noGreeting(bytes: 0, _) = error { return nil }
      return error
    }
  }
}

/// By this machine's clock.
private func secondsSince1970() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

import Determinism
import GRDB
package import JobSpec
package import Planning
package import Tokenomics

extension Record {
  /// The ledger that the next run of a network opens with: its genesis, if it has not begun.
  ///
  /// - Throws: `contradiction` when the network began with another token or genesis.
  package func openingLedger(for rules: EconomyRules) throws(RecordError) -> Ledger {
    try read { db in try openingLedger(db, for: rules) }
  }

  private func openingLedger(_ db: Database, for rules: EconomyRules) throws -> Ledger {
    try requireSameNetwork(db, rules)
    if try LedgerRows.isKnown(db, network: rules.network) {
      return try LedgerRows.current(db, network: rules.network)
    }
    do {
      return try Ledger().applying(rules.genesisTransfers(), maxSupply: rules.maxSupply)
    } catch {
      throw refusal("the genesis of network \(rules.network): \(error)")
    }
  }

  private func requireSameNetwork(_ db: Database, _ rules: EconomyRules) throws {
    let differences = try NetworkComparison.differences(db, rules)
    if !differences.isEmpty {
      throw RecordError.contradiction(path: path, network: rules.network, differences)
    }
  }

  /// Writes a run's inputs, and its network's genesis if that is new.
  ///
  /// - Parameters:
  ///   - spec: the job's files, the job itself first.
  ///   - settings: the values that took the place of what the files say.
  /// - Throws: `refused` when the record has this run already; `contradiction` when the network began with
  ///   another token or genesis.
  package func begin(
    plan: Plan, spec: [SpecFile], settings: [Setting] = [], git: GitState?, environment: RunEnvironment
  ) throws(RecordError) -> RunWriter {
    try begin(
      RunInputs(plan: plan, spec: spec, settings: settings, git: git), environment: environment)
  }

  package func begin(_ inputs: RunInputs, environment: RunEnvironment) throws(RecordError) -> RunWriter {
    try prepareForRounds()
    announce(job: inputs.job, environment)
    let started = now()
    return try write { db in
      if let known = try Int.fetchOne(
        db, sql: "SELECT run FROM run WHERE run_key = ?", arguments: [inputs.key.hex])
      {
        throw refusal("run \(known) has this run key already")
      }
      let opening = try inputs.economy.map { try openingLedger(db, for: $0) }
      if let rules = inputs.economy, let opening, try !LedgerRows.isKnown(db, network: rules.network) {
        try LedgerRows.begin(db, rules, ledger: opening)
      }
      let run = try InputRows.insert(db, inputs, opening: opening)
      let start = RunStart(afterRound: 0, model: nil, ledger: opening, fingerprint: nil)
      return try writer(
        db, run: run, economy: inputs.economy, start: start, environment, branch: inputs.git?.branch,
        started: started)
    }
  }

  /// Goes on with an interrupted run after its last finished round.
  ///
  /// If the network's ledger has moved on meanwhile, the ledger as it stands is written as a further opening.
  ///
  /// - Parameter economy: the rules of the run's own plan.
  /// - Throws: `refused` when the run has ended; `contradiction` when the network began with another token or
  ///   genesis.
  package func resume(
    run: Int, economy: EconomyRules?, environment: RunEnvironment, branch: String? = nil
  ) throws(RecordError) -> RunWriter {
    let stored = try self.run(run)
    guard stored.status == .interrupted || stored.status == .running else {
      throw refusal("run \(run) has ended: \(stored.status.rawValue)")
    }
    guard stored.network == economy?.network else {
      throw refusal(
        "run \(run) is of network \(stored.network ?? "none"), the job of \(economy?.network ?? "none")")
    }
    try prepareForRounds()
    announce(job: stored.job, environment)
    let started = now()
    return try write { db in
      try db.execute(
        sql: "UPDATE attempt SET ending = 'killed' WHERE run = ? AND ending IS NULL", arguments: [run])
      if let economy { try requireSameNetwork(db, economy) }
      let start = RunStart(
        afterRound: stored.roundsDone, model: try CheckpointRows.fetch(db, run: run)?.model,
        ledger: try stored.network.map { try LedgerRows.current(db, network: $0) },
        fingerprint: try WorkerRows.fingerprints(db, run: run).first)
      if let ledger = start.ledger, try OpeningRows.continued(db, run: run) != ledger {
        try OpeningRows.replace(db, ledger, afterRound: start.afterRound, run: run)
      }
      return try writer(
        db, run: run, economy: economy, start: start, environment, branch: branch, started: started)
    }
  }

  private func writer(
    _ db: Database, run: Int, economy: EconomyRules?, start: RunStart, _ environment: RunEnvironment,
    branch: String?, started: Timestamp
  ) throws -> RunWriter {
    let attempt = try db.largest("attempt", in: ObservationTables.attempt, where: "run = ?", [run]) + 1
    try db.insert(
      into: ObservationTables.attempt, run, attempt, start.afterRound, started.description, nil, nil, nil,
      environment.host, environment.user, environment.pid, environment.command, environment.version, branch)
    let sequence = try economy.map { try LedgerRows.lastSequence(db, network: $0.network) }
    return RunWriter(
      record: self, run: run, attempt: attempt, economy: economy, start: start, lastSequence: sequence ?? 0)
  }

  private func announce(job: String, _ environment: RunEnvironment) {
    lock?.announce(
      LockHolder(pid: environment.pid, host: environment.host, since: now().description, job: job))
  }
}

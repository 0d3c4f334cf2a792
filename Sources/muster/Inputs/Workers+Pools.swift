import Execution
import Glibc
import JobSpec
import Launching
import WorkerProtocol

extension Workers {
  /// How many there are on this machine: one for each core where nothing is said and no other pool is named.
  private var localCount: Int {
    if let local { return local }
    return ssh.isEmpty && slurm.isEmpty ? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) : 0
  }

  /// As the launcher knows them: this machine, then hosts, then Slurm, in the order of the file.
  var pools: [Pool] {
    (localCount > 0 ? [Pool(name: "local", workers: localCount, reach: .local)] : [])
      + ssh.map { Pool(name: $0.poolName, workers: $0.workers, reach: .ssh(SSHHost($0))) }
      + slurm.map { Pool(name: $0.poolName, workers: $0.tasks, reach: .slurm(SlurmRequest($0))) }
  }

  /// The same pools as the crew knows them.
  ///
  /// - Throws: `invalid` when a key is 64 digits, but none that a worker can have.
  func crewPools() throws(Failure) -> [CrewPool] {
    var crew = localCount > 0 ? [CrewPool.local(localCount)] : []
    for pool in ssh {
      crew.append(
        CrewPool(
          name: pool.poolName, workers: pool.workers, operator: pool.operator,
          keys: try pool.keys.map(publicKey), isLocal: false))
    }
    for pool in slurm {
      crew.append(
        CrewPool(
          name: pool.poolName, workers: pool.tasks, operator: pool.operator,
          keys: try pool.keys.map(publicKey),
          isLocal: false, queue: pool.queue))
    }
    return crew
  }
}

private func publicKey(_ hex: String) throws(Failure) -> PublicKey {
  guard let key = PublicKey(hex: hex) else {
    throw Failure(
      .invalid, "`keys`: \(hex) is no worker's public key", help: "`muster doctor` shows a worker's key")
  }
  return key
}

extension SSHHost {
  init(_ pool: SSHPool) {
    self.init(
      host: pool.host, user: pool.user, port: pool.port, command: pool.command,
      options: pool.options.map { (name: $0.name, value: $0.value) })
  }
}

extension SlurmRequest {
  fileprivate init(_ pool: SlurmPool) {
    self.init(
      partition: pool.partition, tasks: pool.tasks, nodes: pool.nodes,
      minutes: pool.time.map { Int(($0.components.seconds + 59) / 60) }, account: pool.account,
      constraint: pool.constraint, command: pool.command)
  }
}

extension Patience {
  init(_ federation: FederationSection, _ workers: Workers) {
    self.init(
      connect: workers.connect, silence: workers.silence, round: federation.deadline,
      run: federation.runDeadline)
  }
}

import YAMLTree

/// What the fields of a job say about each other, as far as the text alone can tell. A check whose fields are
/// already wrong says nothing.
extension Reading {
  mutating func check(_ job: inout Job) {
    completeTestSplit(of: &job.data)
    checkBars(of: job)
    checkResidence(of: job.data)
    checkOwners(of: job)
    checkRoles(of: job)
    if let tokenomics = job.tokenomics { check(tokenomics, of: job) }
    checkAddresses(of: &job)
    checkLateness(of: job.federation)
    check(job.workers)
    checkOperators(of: job)
    checkResidentPools(of: job)
  }

  private mutating func completeTestSplit(of data: inout DataSection) {
    guard failures.spareAll("data.source") else { return }
    if !data.source.hasTestFiles {
      data.test = data.test ?? TestSplit()
    } else if data.test != nil, let origin = origins["data.test"] {
      report(.testSplitBesideTestFiles, at: origin.key ?? origin.value)
    }
  }

  private mutating func checkBars(of job: Job) {
    if let success = job.useCase.success { check(success, at: "use_case.success", task: job.useCase.task) }
    if let bar = job.federation.stopWhen { check(bar, at: "federation.stop_when", task: job.useCase.task) }
  }

  private mutating func check(_ bar: some Bar, at path: String, task: UseCase.Task) {
    guard failures.spareAll(path + ".metric"), failures.spareAll("use_case.task") else { return }
    if !Metric.all(for: task).contains(bar.metric), let origin = origins[path + ".metric"] {
      return report(.metricOfOtherTask(bar.metric, task), at: origin.value)
    }
    if !bar.metric.isOfClass, let origin = origins[path + ".of"] {
      report(.metricWithoutClasses(bar.metric), at: origin.value)
    }
    for (key, value) in [("at_least", bar.atLeast), ("at_most", bar.atMost)] {
      guard let value, bar.metric.isShare, value < 0 || value > 1, let origin = origins["\(path).\(key)"]
      else { continue }
      report(.barOutOfRange(bar.metric), at: origin.value)
    }
  }

  private mutating func checkOwners(of job: Job) {
    guard failures.spare("participants") else { return }
    if let list = origins["data.owners"], !job.data.owners.isEmpty, origins["participants"] == nil {
      return report(.ownersWithoutParticipants, at: list.value)
    }
    let names = job.participants.map(\.name)
    let known = Dictionary(zip(names, job.participants)) { first, _ in first }
    for (path, owner) in job.data.ownerFields {
      guard let place = origins[path]?.value else { continue }
      if let participant = known[owner] {
        checkIsOwner(participant, at: place)
      } else {
        report(.unknownParticipant(owner, known: names), at: place)
      }
    }
  }

  private mutating func checkIsOwner(_ participant: Participant, at place: Place) {
    guard failures.spareAll("participants.\(participant.name).roles"), !participant.roles.contains(.data)
    else { return }
    let kind = Diagnostic.Kind.withoutRole(participant.name, .data)
    report(kind, at: place, related: rolesShown(by: kind))
  }

  /// The roles of the participant that lacks one.
  func rolesShown(by kind: Diagnostic.Kind) -> [Related] {
    guard case .withoutRole(let name, _) = kind, let roles = origins["participants.\(name).roles"] else {
      return []
    }
    return [Related(roles.value, .rolesGiven(name))]
  }

  private mutating func checkRoles(of job: Job) {
    for participant in job.participants {
      for (index, role) in participant.roles.enumerated() where participant.roles[..<index].contains(role) {
        guard let origin = origins["participants.\(participant.name).roles.\(index)"] else { continue }
        report(.repeatedRole(role), at: origin.value)
      }
    }
  }

  private mutating func check(_ tokenomics: TokenomicsSection, of job: Job) {
    if failures.spareAll("tokenomics.split"), let origin = origins["tokenomics.split"] {
      checkSplit(tokenomics.split, at: origin.key ?? origin.value, of: job)
    }
    if failures.spare("participants") { checkGenesis(tokenomics.genesis, of: job) }
    if failures.spareAll("tokenomics.token.decimals") { checkAmounts(tokenomics, of: job) }
  }

  private mutating func checkSplit(_ split: TokenomicsSection.Split, at place: Place, of job: Job) {
    let sum = Participant.Role.allCases.reduce(0) { $0 + split.share(of: $1) }
    if sum != 10_000 { report(.splitSum(sum), at: place) }
    guard rolesAreKnown(of: job) else { return }
    for role in Participant.Role.allCases {
      guard split.share(of: role) > 0, !job.participants.contains(where: { $0.roles.contains(role) }),
        let origin = origins["tokenomics.split.\(role.rawValue)"]
      else { continue }
      report(.roleNobodyHas(role, share: split.share(of: role)), at: origin.value)
    }
  }

  func rolesAreKnown(of job: Job) -> Bool {
    failures.spare("participants")
      && job.participants.allSatisfy { failures.spareAll("participants.\($0.name).roles") }
  }

  private mutating func checkLateness(of federation: FederationSection) {
    let paths = ["federation.on_late", "federation.min_clients"]
    guard paths.allSatisfy(failures.spareAll) else { return }
    let (late, least) = (origins[paths[0]], origins[paths[1]])
    if federation.onLate == .drop, federation.minClients == nil, let late {
      report(.dropWithoutMinClients, at: late.value)
    }
    if federation.onLate != .drop, let least {
      report(.minClientsWithoutDrop, at: least.key ?? least.value)
    }
  }

  private mutating func checkGenesis(_ genesis: [TokenomicsSection.GenesisBalance], of job: Job) {
    let names = job.participants.map(\.name)
    let known = Set(names)
    for balance in genesis where !known.contains(balance.account) {
      guard let origin = origins["tokenomics.genesis.\(balance.account)"] else { continue }
      report(.unknownParticipant(balance.account, known: names), at: origin.key ?? origin.value)
    }
  }

  private mutating func checkAmounts(_ tokenomics: TokenomicsSection, of job: Job) {
    let decimals = tokenomics.token.decimals
    var amounts = tokenomics.genesis.map { ("tokenomics.genesis.\($0.account)", $0.amount as TokenAmount?) }
    amounts.append(("tokenomics.emission.per_round", tokenomics.emission.perRound))
    amounts.append(("tokenomics.token.max_supply", tokenomics.token.maxSupply))
    amounts += job.participants.map { ("participants.\($0.name).stake", $0.stake) }
    for case (let path, let amount?) in amounts {
      guard let origin = origins[path], let fault = amount.fault(decimals: decimals) else { continue }
      report(fault, at: origin.value)
    }
  }
}

extension Metric {
  /// The metrics that measure a task.
  static func all(for task: UseCase.Task) -> [Metric] {
    switch task {
    case .classification: [.loss, .accuracy, .precision, .recall, .f1, .auc]
    case .regression: [.loss, .mse, .mae, .r2]
    case .anomalyDetection: [.loss, .auc, .mse, .mae]
    }
  }

  /// Whether it can be of one class alone.
  fileprivate var isOfClass: Bool { [.precision, .recall, .f1].contains(self) }
  /// Whether it lies between 0 and 1.
  fileprivate var isShare: Bool { isOfClass || self == .accuracy || self == .auc }
}

import YAMLTree

/// What the fields of resident data say about each other and about pools.
extension Reading {
  mutating func checkResidence(of data: DataSection) {
    guard failures.spareAll("data.source"), failures.spareAll("data.partitions") else { return }
    let places = ["data.source.resident", "data.partitions.resident", "data.owners"].map { path in
      origins[path].map { $0.key ?? $0.value }
    }
    switch (places[0], places[1]) {
    case (let source?, nil): report(.residentSourceAlone, at: source)
    case (nil, let partitions?): report(.residentPartitionsAlone, at: partitions)
    case (nil, nil), (.some, .some): break
    }
    if places[1] != nil, !data.owners.isEmpty, let owners = places[2] {
      report(.ownersBesideResident, at: owners)
    }
  }

  /// A job that names no pools but this machine's may be run with those of a workers file.
  mutating func checkResidentPools(of job: Job) {
    guard failures.spareAll("workers"), failures.spareAll("data.partitions") else { return }
    guard !job.workers.ssh.isEmpty || !job.workers.slurm.isEmpty else { return }
    for (path, kind) in job.workers.poolProblems(job.data.partitions) {
      if let origin = origins[path] { report(kind, at: origin.value) }
    }
  }
}

extension DataSection {
  /// Every field that names an owner.
  var ownerFields: [(path: String, owner: String)] {
    let resident = partitions.residentFiles.enumerated().map {
      ("data.partitions.resident.\($0).owner", $1.owner)
    }
    return owners.enumerated().map { ("data.owners.\($0)", $1) } + resident
  }
}

extension Partitioning {
  /// None of data that is not resident.
  fileprivate var residentFiles: [ResidentPartition] {
    if case .resident(let files) = self { files } else { [] }
  }
}

extension Workers {
  /// The fields of resident partitions that name a pool which is none of these.
  func poolProblems(_ partitioning: Partitioning) -> [(path: String, kind: Diagnostic.Kind)] {
    let known = pools.map(\.name)
    let names = Set(known)
    return partitioning.residentFiles.enumerated().filter { !names.contains($1.pool) }.map { index, file in
      ("data.partitions.resident.\(index).pool", .unknownPool(file.pool, known: known))
    }
  }
}

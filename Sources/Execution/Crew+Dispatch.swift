import Launching
import Planning
import WorkerProtocol

/// Who gets which task.
extension Crew {
  mutating func dispatch() throws {
    let pace = tasks.hasLosses ? nil : pace
    while tasks.hasWaiting {
      let owners = Set(pools.filter { !$0.isDown }.compactMap(\.pool.operator))
      var isAnyGiven = false
      for index in freest(pace: pace) where members[index].hasRoom(pace: pace) {
        let pool = members[index].pool
        let (name, own) = (pools[pool].pool.name, pools[pool].pool.operator)
        // An operator's own work goes to others only while all its pools are down, or when it was late.
        let task = tasks.take(for: pool) { work, isLate in
          if let home = work.home { return home == name }
          return isLate || work.preferred.map { $0 == own || !owners.contains($0) } ?? true
        }
        guard let task else { continue }
        try assign(task, to: index)
        isAnyGiven = true
      }
      if !isAnyGiven { return }
    }
  }

  /// The members that may be given a task, those with the least to do first.
  private func freest(pace: Double?) -> [Int] {
    members.indices.filter { members[$0].hasRoom(pace: pace) }.sorted { a, b in
      (members[a].backlog, members[a].outstanding.count, a)
        < (members[b].backlog, members[b].outstanding.count, b)
    }
  }

  private mutating func assign(_ task: Int, to index: Int) throws {
    let work = tasks.work[task]
    let worker = members[index].worker
    if members[index].model != work.model.number {
      members[index].model = work.model.number
      try members[index].connection.sent(.setModel, floats: work.model.parameters.count)
      launcher.send(work.model.head, floats: work.model.parameters, to: worker)
      pools[members[index].pool].report.bytesSent +=
        work.model.head.count + 4 * work.model.parameters.count
    }
    if members[index].outstanding.isEmpty { members[index].since = clock.seconds() }
    members[index].outstanding.append(tasks.number(of: task))
    members[index].backlog += work.cost
    try send(work.request(task: tasks.number(of: task)), to: index)
  }
}

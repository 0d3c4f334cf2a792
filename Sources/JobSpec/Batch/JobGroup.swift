import YAMLTree

/// The jobs of one entry of a batch.
struct JobGroup {
  let entry: Placed<BatchEntry>
  /// nil where the entry is wrong.
  var jobs: [BatchJob]?

  var name: String { entry.value.name }
}

extension Reading {
  /// Gives every job the ids of those that it needs, and reports needs of nothing and needs in a circle.
  mutating func join(_ groups: inout [JobGroup]) {
    let register = JobRegister(groups)
    var edges: [[Edge]] = []
    for index in groups.indices {
      var needed: Set<Int> = []
      var found: [Edge] = []
      for need in groups[index].entry.value.needs {
        guard let (group, positions) = register.find(need.value) else {
          report(
            .batch(.unknownNeed(need.value, known: register.names(near: need.value))), at: need.valuePlace)
          continue
        }
        needed.formUnion(positions)
        found.append(Edge(to: group, place: need.valuePlace))
      }
      edges.append(found)
      let ids = needed.sorted().map { register.ids[$0] }
      for job in groups[index].jobs?.indices ?? 0..<0 { groups[index].jobs?[job].needs = ids }
    }
    reportCycles(edges, names: groups.map(\.name))
  }

  private mutating func reportCycles(_ edges: [[Edge]], names: [String]) {
    var edges = edges
    while diagnostics.count < Diagnostic.limit, let cycle = edges.cycle {
      guard let first = cycle.first, let second = (cycle.dropFirst() + [first]).first else { return }
      guard let edge = edges[first].first(where: { $0.to == second }) else { return }
      report(.batch(.needCycle((cycle + [first]).map { names[$0] })), at: edge.place)
      edges[first].removeAll { $0.to == second }
    }
  }
}

/// Where needs lead: to the number of an entry.
private struct Edge {
  let to: Int
  let place: Place
}

extension [[Edge]] {
  /// The first way in a circle from the first entry that has one, each entry once; nil when there is none.
  fileprivate var cycle: [Int]? {
    let stuck = stuck
    guard var at = indices.first(where: { stuck[$0] }) else { return nil }
    var way: [Int] = []
    var step: [Int: Int] = [:]
    while step[at] == nil {
      step[at] = way.count
      way.append(at)
      // Whatever is stuck needs something that is.
      at = self[at].first { stuck[$0.to] }?.to ?? at
    }
    let circle = way[(step[at] ?? 0)...]
    let start = circle.firstIndex(of: circle.min() ?? at) ?? circle.startIndex
    return [Int](circle[start...] + circle[..<start])
  }

  /// Which entries can never start: those left when all whose needs are done are taken away, again and again
  /// (Kahn 1962, Topological sorting of large networks).
  private var stuck: [Bool] {
    var open = map(\.count)
    var needing: [[Int]] = map { _ in [] }
    for (index, edges) in enumerated() { for edge in edges { needing[edge.to].append(index) } }
    var done = indices.filter { open[$0] == 0 }
    var next = 0
    while next < done.count {
      for other in needing[done[next]] {
        open[other] -= 1
        if open[other] == 0 { done.append(other) }
      }
      next += 1
    }
    return open.map { $0 > 0 }
  }
}

/// The jobs of a batch by what a need may call them.
private struct JobRegister {
  /// In the batch's order.
  let ids: [String]
  private let entryNames: [String]
  private var entries: [String: (group: Int, positions: Range<Int>)] = [:]
  private var jobs: [String: (group: Int, position: Int)] = [:]
  /// Of entries that are wrong, whose ids nobody knows.
  private var unknown: Set<String> = []

  init(_ groups: [JobGroup]) {
    entryNames = groups.map(\.name)
    ids = groups.flatMap { $0.jobs?.map(\.id) ?? [] }
    var start = 0
    for (index, group) in groups.enumerated() {
      let end = start + (group.jobs?.count ?? 0)
      entries[group.name] = (index, start..<end)
      for position in start..<end { jobs[ids[position]] = (index, position) }
      if group.jobs == nil { unknown.insert(group.name) }
      start = end
    }
  }

  /// The group that a need names, and the positions of the jobs meant; none of them in a group that is wrong.
  func find(_ need: String) -> (group: Int, positions: Range<Int>)? {
    if let entry = entries[need] { return entry }
    if let job = jobs[need] { return (job.group, job.position..<job.position + 1) }
    let entry = String(need.prefix { $0 != "[" })
    return unknown.contains(entry) ? entries[entry] : nil
  }

  func names(near need: String) -> [String] { need.contains("[") ? ids : entryNames }
}

import YAMLTree

/// One value for each axis of a matrix, in the axes' order.
struct Combination: Sendable {
  var values: [Node] = []
  /// As the job's id shows them; equal where the values are.
  var labels: [String] = []

  func adding(_ value: Node) -> Combination {
    Combination(values: values + [value], labels: labels + [value.label])
  }
}

extension Reading {
  /// The combinations of an entry's matrix, the last axis fastest, without those that are excluded, and then the
  /// included ones; a single one, of nothing, where there is no matrix.
  /// - Parameter room: how many there may be.
  mutating func combinations(of entry: Placed<BatchEntry>, room: Int) -> [Combination] {
    let axes = entry.value.matrix.map(\.value)
    for axis in axes { checkValues(of: axis) }
    let includes = entry.value.include
    guard includes.count <= room, let crossed = crossed(axes, room: room - includes.count) else {
      report(.batch(.tooManyJobs(limit: Self.jobLimit)), at: entry.place)
      return []
    }
    let isEmpty = axes.isEmpty && origins["batch.jobs.\(entry.value.name).matrix"] != nil
    let patterns = entry.value.exclude.compactMap { pattern($0.value, of: axes) }
    var all = isEmpty ? [] : crossed.filter { one in !patterns.contains { one.matches($0) } }
    var seen = Set(all.map(\.labels))
    for include in includes {
      guard let one = combination(include, of: axes) else { continue }
      if !seen.insert(one.labels).inserted {
        report(.batch(.repeatedJob(BatchJob.id(entry.value, one))), at: include.place)
      }
      all.append(one)
    }
    if all.isEmpty { reportEmptyMatrix(of: entry) }
    return all
  }

  private mutating func reportEmptyMatrix(of entry: Placed<BatchEntry>) {
    let keys = ["exclude", "matrix"].compactMap { origins["batch.jobs.\(entry.value.name).\($0)"]?.key }
    report(.batch(.emptyMatrix(entry.value.name)), at: keys.first ?? entry.place)
  }

  /// nil when there are more than `room`.
  private func crossed(_ axes: [BatchEntry.Axis], room: Int) -> [Combination]? {
    var all = [Combination()]
    for axis in axes {
      guard all.count * axis.values.count <= room else { return nil }
      all = all.flatMap { one in axis.values.map(one.adding) }
    }
    return all.count <= room ? all : nil
  }

  private mutating func checkValues(of axis: BatchEntry.Axis) {
    var seen: [String: Place] = [:]
    for value in axis.values {
      if let first = seen.updateValue(value.place, forKey: value.label) {
        report(
          .batch(.repeatedValue(value.label, axis: axis.name)), at: value.place,
          related: [Related(first, .valueGiven)])
      }
    }
  }

  /// The label that each axis must have, nil for any.
  private mutating func pattern(_ choices: [Setting], of axes: [BatchEntry.Axis]) -> [String?]? {
    guard checkAxes(of: choices, among: axes) else { return nil }
    return axes.map { axis in
      guard let choice = choices.first(where: { $0.path == axis.name }) else { return nil }
      let labels = axis.values.map(\.label)
      if !labels.contains(choice.value.label) {
        report(
          .batch(.unknownValue(choice.value.label, axis: axis.name, known: labels)), at: choice.value.place)
      }
      return choice.value.label
    }
  }

  /// A further combination, which must name every axis.
  private mutating func combination(_ include: Placed<[Setting]>, of axes: [BatchEntry.Axis]) -> Combination?
  {
    guard checkAxes(of: include.value, among: axes) else { return nil }
    let values = axes.map { axis in include.value.first { $0.path == axis.name }?.value }
    let missing = zip(axes, values).filter { $1 == nil }.map(\.0.name)
    guard missing.isEmpty else {
      report(.batch(.missingAxes(missing)), at: include.place)
      return nil
    }
    return values.compactMap(\.self).reduce(Combination()) { $0.adding($1) }
  }

  /// - Returns: whether every choice is of an axis.
  private mutating func checkAxes(of choices: [Setting], among axes: [BatchEntry.Axis]) -> Bool {
    let names = axes.map(\.name)
    let strays = choices.filter { !names.contains($0.path) }
    for stray in strays { report(.batch(.unknownAxis(stray.path, known: names)), at: stray.place) }
    return strays.isEmpty
  }
}

extension Combination {
  /// - Parameter pattern: the label of each axis, nil for any.
  fileprivate func matches(_ pattern: [String?]) -> Bool {
    zip(labels, pattern).allSatisfy { $1 == nil || $0 == $1 }
  }
}

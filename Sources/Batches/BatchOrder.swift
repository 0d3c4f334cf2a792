/// The one order in which a batch's jobs are considered: that of the batch, except that a job comes after all that it needs.
/// Of those whose needs are met, the first of the batch is next (Kahn's algorithm).
///
/// - Parameter needs: for each job the places of those it needs.
/// - Returns: the jobs' places. Jobs that need each other in a circle come last, in the batch's order.
func batchOrder(needs: [[Int]]) -> [Int] {
  var order: [Int] = []
  var isPlaced = [Bool](repeating: false, count: needs.count)
  var missing = needs.map { Set($0).count }
  let dependants = dependants(needs: needs)
  var ready = Ascending(missing.indices.filter { missing[$0] == 0 })
  while let job = ready.popFirst() {
    isPlaced[job] = true
    order.append(job)
    for dependant in dependants[job] {
      missing[dependant] -= 1
      if missing[dependant] == 0 { ready.insert(dependant) }
    }
  }
  return order + needs.indices.filter { !isPlaced[$0] }
}

/// For each job the places of those that need it, each once.
func dependants(needs: [[Int]]) -> [[Int]] {
  var dependants = [[Int]](repeating: [], count: needs.count)
  for (job, needs) in needs.enumerated() {
    for need in Set(needs) { dependants[need].append(job) }
  }
  return dependants
}

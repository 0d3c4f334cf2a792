import Datasets
import Federation
import JobSpec
import Kernel
import Planning
import Reporting
import Tokenomics

/// A plan as a person reads it before running it.
struct PlanView {
  let plan: Plan
  let workers: Int
  let opening: Ledger
  /// What the record says about earlier runs of this job.
  let standing: Verdict

  private static let clientsShown = 20

  var text: String {
    ([headline, dataLines, clientTable, roundLines, moneyLines, standing.text] as [String])
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var headline: String {
    let useCase = plan.job.useCase
    return "\(plan.job.name): \(useCase.task.rawValue) for \(useCase.industry)"
      + (useCase.summary.map { "\n  \($0)" } ?? "")
  }

  private var dataLines: String {
    let rows = plan.clients.reduce(0) { $0 + $1.rows }
    let classes = plan.classNames.isEmpty ? "" : ", " + Figures.counted(plan.classNames.count, "class")
    return """
      data      \(Figures.counted(rows + plan.testRows, "row")), \
      \(Figures.counted(plan.featureNames.count, "feature"))\(classes); \
      \(Figures.grouped(rows)) to train on, \(Figures.grouped(plan.testRows)) to test on
      model     \(ModelText(model: plan.job.model, shape: plan.model).text), \(Figures.counted(plan.model.parameterCount, "parameter"))
      """
  }

  private var clientTable: String {
    let classes = plan.classNames.count <= 12 ? plan.classNames : []
    let owned = plan.clients.contains { $0.owner != nil }
    let operated = plan.clients.contains { $0.operator != nil }
    var table = TextTable(
      columns: [("client", .left)] + (owned ? [("owner", .left)] : [])
        + (operated ? [("operator", .left)] : [])
        + [("rows", .right)] + classes.map { ($0, .right) })
    for client in plan.clients.prefix(Self.clientsShown) {
      table.add(
        [client.name] + (owned ? [client.owner ?? ""] : []) + (operated ? [client.operator ?? ""] : [])
          + [Figures.grouped(client.rows)] + (classes.isEmpty ? [] : client.labelCounts.map(Figures.grouped)))
    }
    let rest = plan.clients.count - Self.clientsShown
    return table.text() + (rest > 0 ? "\nand \(Figures.grouped(rest)) more" : "")
  }

  private var roundLines: String {
    let estimate = plan.estimate(workers: workers, opening: opening)
    let share = Figures.grouped(plan.cohortRule.size) + " of " + Figures.counted(plan.clients.count, "client")
    return """
      rounds    \(Figures.grouped(plan.rounds)), each with \(share); first cohort \(cohortText(plan.cohort(round: 1)))
      training  \(Figures.operations(estimate.trainingOperations)), \(Figures.bytes(estimate.wireBytes)) between \
      muster and \(Figures.counted(workers, "worker"))
      numerics  \(plan.job.federation.numerics.rawValue): \(plan.numerics.promise)
      run key   \(plan.runKey)
      """
  }

  private func cohortText(_ cohort: [Int]) -> String {
    cohort.prefix(12).map(String.init).joined(separator: " ") + (cohort.count > 12 ? " …" : "")
  }

  private var moneyLines: String {
    guard let rules = plan.economy else { return "" }
    let estimate = plan.estimate(workers: workers, opening: opening)
    let emission = (estimate.emission ?? 0).formatted(decimals: rules.decimals)
    let supply = opening.supply.formatted(decimals: rules.decimals)
    return """
      tokens    up to \(emission) \(rules.symbol) to be emitted on network \(rules.network), which is at round \
      \(Figures.grouped(opening.height)) with a supply of \(supply)
      """
  }
}

extension Numerics {
  fileprivate var promise: String {
    switch self {
    case .portable: "the same bits on every CPU"
    case .blas: "the bits of the workers' BLAS library and CPU"
    }
  }
}

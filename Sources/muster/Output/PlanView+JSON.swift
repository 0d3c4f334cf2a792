import Datasets
import Determinism
import Federation
import JobSpec
import Kernel
import Planning
import Reporting
import Tokenomics

extension PlanView {
  /// The plan for programs. Keys are added, never changed.
  var json: JSON {
    let estimate = plan.estimate(workers: workers, opening: opening)
    return .object([
      ("job", .string(plan.job.name)),
      ("run_key", .string(plan.runKey.hex)),
      ("standing", standing.json),
      ("seed", .string(String(plan.job.seed))),
      ("data", data),
      ("clients", .array(plan.clients.map(\.json))),
      (
        "model",
        .object([
          ("widths", .array(ModelText(model: plan.job.model, shape: plan.model).widths.map(JSON.int))),
          ("parameters", .int(plan.model.parameterCount)),
        ])
      ),
      ("numerics", .string(plan.job.federation.numerics.rawValue)),
      ("rounds", .int(plan.rounds)),
      ("cohort_size", .int(plan.cohortRule.size)),
      // Further cohorts are as easily drawn, but a million of them would be no plan to read.
      ("cohorts", .array((1...min(plan.rounds, 1000)).map { .array(plan.cohort(round: $0).map(JSON.int)) })),
      (
        "estimate",
        .object([
          ("training_flops", .double(estimate.trainingOperations)),
          ("wire_bytes", .double(estimate.wireBytes)),
          ("emission", estimate.emission.map { .string(String($0)) } ?? .null),
        ])
      ),
      ("network", plan.economy.map { .string($0.network) } ?? .null),
    ])
  }

  private var data: JSON {
    .object([
      (
        "files",
        .array(
          plan.files.map {
            .object([("path", .string($0.path)), ("digest", .string($0.digest.hex))])
          })
      ),
      ("features", .array(plan.featureNames.map(JSON.string))),
      ("classes", .array(plan.classNames.map(JSON.string))),
      ("test_rows", .int(plan.testRows)),
    ])
  }
}

import JobSpec
import Testing

/// The bars of `use_case.success` and `federation.stop_when`.
@Suite struct BarTests {
  static func job(task: String, bar: String) -> String {
    Example.small.replacing("task: classification}", with: "task: \(task)}") + "  stop_when: \(bar)\n"
  }

  @Test(arguments: [
    ("classification", "{metric: recall, of: bad, at_least: 0.9}"),
    ("classification", "{metric: loss, at_most: 2.5}"),
    ("regression", "{metric: r2, at_least: -1}"), ("regression", "{metric: mse, at_most: 30}"),
  ])
  func `accepts a metric of the task`(task: String, bar: String) {
    #expect(read(BarTests.job(task: task, bar: bar)).diagnostics.rendered == "")
  }

  @Test func `refuses the others`() throws {
    let refused = [
      ("regression", "{metric: accuracy, at_least: 0.9}"), ("classification", "{metric: mse, at_most: 1}"),
      ("classification", "{metric: accuracy, of: bad, at_least: 0.9}"),
      ("classification", "{metric: accuracy, at_least: 93}"),
      ("classification", "{metric: auc, at_least: 0.9}"),
      ("classification", "{metric: accuracy}"), ("classification", "{at_least: 0.9}"),
    ]
    let report = refused.map { task, bar in
      "### \(task) \(bar)\n\(read(BarTests.job(task: task, bar: bar)).diagnostics.rendered)\n"
    }
    try Golden("bars.txt").expect(report.joined())
  }
}

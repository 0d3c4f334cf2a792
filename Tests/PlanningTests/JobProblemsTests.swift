import JobSpec
import Testing

@testable import Planning

/// What is wrong with a job whatever its data: found without reading any.
struct JobProblemsTests {
  /// The job's own problems, of which planning must tell the same without reading any data.
  private func problems(_ changes: (String, String)...) -> String {
    let text = PlannedText(changes, csv: nil)
    #expect(text.diagnostics == text.own)
    return text.own
  }

  @Test func `a sound job has none`() {
    #expect(PlannedText().own == "")
  }

  @Test func `a model that does not fit the task`() {
    #expect(
      problems(("model: softmax", "model: linear")) == """
        job.yaml:14:8: error: `linear` predicts a number, but the task is classification
           |
        14 | model: linear
           |        ^^^^^^
           = help: use `logistic` (two classes), `softmax`, `mlp` or `cnn`
        """)
  }

  @Test func `a regression has no classes to tell apart, all in one pass`() {
    #expect(
      problems(
        ("classification\n  success: {metric: recall, of: sick, at_least: 0.5}", "regression"),
        ("{iid: {clients: 4}}", "{dirichlet: {clients: 4, alpha: 0.5}}")) == """
          job.yaml:10:37: error: a stratified split needs classes, and the labels are numbers
             |
          10 |   test: {fraction: 0.2, stratified: true}
             |                                     ^^^^
             = help: set `data.test.stratified` to `false`

          job.yaml:11:37: error: `dirichlet` partitions need classes, and the labels are numbers
             |
          11 |   partitions: {dirichlet: {clients: 4, alpha: 0.5}}
             |                                     ^
             = help: partition by `iid`, `shards` or `column`

          job.yaml:13:8: error: this model predicts a class, but the task is regression
             |
          13 | model: softmax
             |        ^^^^^^^
             = help: use `linear`, `mlp` or `cnn`
          """)
  }

  @Test func `columns that are used twice, each at the field that names it`() {
    #expect(
      problems(
        ("label: state, scale: standard", "label: state, features: [age, weight], drop: [age, state]"),
        ("{iid: {clients: 4}}", "{column: weight}")) == """
          job.yaml:10:57: error: column `weight`: is both a feature and the partition column
             |
          10 |   source: {csv: rows.csv, label: state, features: [age, weight], drop: [age, state]}
             |                                                         ^^^^^^
             = help: name it once

          job.yaml:10:73: error: column `age`: is both a feature and dropped
             |
          10 |   source: {csv: rows.csv, label: state, features: [age, weight], drop: [age, state]}
             |                                                                         ^^^
             = help: name it once

          job.yaml:10:78: error: column `state`: is both the label and dropped
             |
          10 |   source: {csv: rows.csv, label: state, features: [age, weight], drop: [age, state]}
             |                                                                              ^^^^^
             = help: name it once
          """)
  }

  @Test func `a cohort of more clients than the job makes`() {
    #expect(
      problems(("count: 2", "count: 5")) == """
        job.yaml:21:19: error: a cohort of 5 is asked of 4 clients
           |
        21 |   cohort: {count: 5}
           |                   ^
           = help: ask for at most 4, or make more partitions
        """)
    #expect(
      problems(("count: 2", "fraction: 0.5, at_least: 2"), ("clients: 4", "clients: 1")) == """
        job.yaml:21:37: error: a cohort of 2 is asked of 1 client
           |
        21 |   cohort: {fraction: 0.5, at_least: 2}
           |                                     ^
           = help: ask for at most 1, or make more partitions
        """)
  }

  @Test func `a round that needs more clients than its cohort has`() {
    #expect(
      problems(
        ("  cohort: {count: 2}", "  cohort: {count: 2, over_select: 2}\n  on_late: drop\n  min_clients: 3"))
          == """
          job.yaml:23:16: error: a round needs 3 clients, but no more than 2 of its cohort count
             |
          23 |   min_clients: 3
             |                ^
             = help: use at most 2, or a larger cohort
          """)
    let enough = ("  cohort: {count: 2}", "  cohort: {fraction: 50%}\n  on_late: drop\n  min_clients: 2")
    #expect(PlannedText(enough).own == "")
  }

  @Test func `a share for owners that nobody is`() {
    #expect(
      problems(("  owners: [ann, bob, cy]\n", "")) == """
        job.yaml:28:17: error: a share goes to data owners, but no client has an owner
           |
        28 |   split: {data: 50%, compute: 50%}
           |                 ^^^
           = help: list them in `data.owners`
        """)
  }

  @Test func `genesis balances beyond the maximum supply, or beyond any ledger`() {
    #expect(
      problems(("max_supply: \"100\"", "max_supply: \"1\"")) == """
        job.yaml:27:18: error: the genesis balances exceed the maximum supply
           |
        27 |   genesis: {ann: "1.5"}
           |                  ^^^^^
           = help: lower them, or raise `tokenomics.token.max_supply`
        """)
    let most = String(repeating: "9", count: 36)
    #expect(
      problems(
        (", max_supply: \"100\"", ""),
        ("genesis: {ann: \"1.5\"}", "genesis: {ann: \"\(most)\", bob: \"\(most)\"}"))
          == """
          job.yaml:27:18: error: the genesis balances exceed what a ledger can hold
             |
          27 |   genesis: {ann: "999999999999999999999999999999999999", bob: "999999999999999999999999999999999999"…
             |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
             = help: lower them
          """)
  }

  @Test func `a model that no record can hold`() {
    #expect(
      problems(("model: softmax", "model: {mlp: {hidden: [20000, 20000]}}")) == """
        job.yaml:14:24: error: the model has 400100002 parameters; the record holds models of at most 200000000
           |
        14 | model: {mlp: {hidden: [20000, 20000]}}
           |                        ^^^^^
           = help: make the hidden layers narrower or fewer
        """)
  }
}

import JobSpec
import Testing

/// One wrong or unusual value a line: what to replace in the small job, by what.
@Suite struct ValueTests {
  static let lr = "learning_rate: 0.1"

  static let refused: [(String, String)] = [
    ("rounds: 3", "rounds: 012"), ("rounds: 3", "rounds: 1_000"), ("rounds: 3", "rounds: \"5\""),
    ("rounds: 3", "rounds:"), ("rounds: 3", "rounds: ~"), ("rounds: 3", "rounds: 0"),
    ("rounds: 3", "rounds: -1"),
    ("rounds: 3", "rounds: 3.0"), ("rounds: 3", "rounds: 1e3"), ("rounds: 3", "rounds: 2.5"),
    ("rounds: 3", "rounds: 0x10"), ("rounds: 3", "rounds: +3"), ("rounds: 3", "rounds: ten"),
    ("rounds: 3", "rounds: 99999999999999999999999999999999999999999999999999"), ("rounds: 3", "rounds: [3]"),
    ("rounds: 3", "rounds: {count: 3}"), ("rounds: 3", "rounds: 3\n  evaluate: 5"),
    (lr, "learning_rate: .inf"), (lr, "learning_rate: nan"), (lr, "learning_rate: 1e999"),
    (lr, "learning_rate: 0"),
    (lr, "learning_rate: .5"), (lr, "learning_rate: 5."), (lr, "learning_rate: 1e"),
    (lr, "learning_rate: 0,1"),
    (lr, "learning_rate: 00.5"), (lr, "learning_rate: 10%"), (lr, "learning_rate: 0.1, momentum: 1"),
    ("rounds: 3", "rounds: 3\n  cohort: {fraction: 101%}"),
    ("rounds: 3", "rounds: 3\n  cohort: {fraction: 50}"),
    ("rounds: 3", "rounds: 3\n  cohort: {fraction: half}"),
    ("rounds: 3", "rounds: 3\n  cohort: {at_least: 2}"),
    ("rounds: 3", "rounds: 3\n  cohort: {count: 2, at_least: 3}"),
    ("rounds: 3", "rounds: 3\n  stop_when: {metric: accuracy, at_least: 97%}"),
    ("rounds: 3", "rounds: 3\n  stop_when: {metric: loss, at_most: +050%}"),
    ("label: y", "label: \"y\\e[2J\\x9b31m\""), ("csv: rows.csv", "csv: \"a\\Lb.csv\""),
    ("rounds: 3", "rounds: 3\n  cohort: {fraction: 50%, count: 2}"),
    ("training:", "training:\n  shuffle: no"), ("training:", "training:\n  shuffle: True"),
    ("training:", "training:\n  shuffle: maybe"), ("training:", "training:\n  schedule: step"),
    ("training:", "training:\n  schedule: {cosine: {too: 0}}"), ("training:", "training:\n  clip_norm: 0"),
    ("{sgd: {learning_rate: 0.1}}", "{adam: {learning_rate: 0.1, beta2: 1}}"),
    ("{sgd: {learning_rate: 0.1}}", "{adamw: {beta1: 0.9}}"),
    (lr, "learning_rate: 0.1, nesterov: yes"),
    ("rounds: 3", "rounds: 3\n  numerics: exact"),
    ("rounds: 3", "rounds: 3\n  cohort: {schedule: s.npy, at_least: 2}"),
    ("rounds: 3", "rounds: 3\n  cohort: {schedule: s.npy, count: 2}"),
    ("{iid: {clients: 4}}", "{ranges: [0, 4]}"),
    ("model: softmax", "model: {initial: init.npy}"),
    ("model: softmax", "model: {softmax: {}, initial: {sed: 7}}"),
    ("model: softmax", "model: {softmax: {}, intial: init.npy}"),
    ("model: softmax", "model: {softmax: {}, loss: huber}"),
    ("model: softmax", "model: {softmax: {}, loss: hinge}"),
    ("model: softmax", "model: {mlp: {hidden: [4], dropout: 1}}"),
    ("model: softmax", "model: {autoencoder: {}}"),
    ("model: softmax", "model: {cnn: {image: [8, 8], layers: [{dense: 4}]}}"),
    ("model: softmax", "model: {cnn: {image: [1, 8, 8], layers: [dense]}}"),
    ("model: softmax", "model: {cnn: {image: [1, 8, 8], layers: [{pool: 2}]}}"),
    ("model: softmax", "model: {cnn: {image: [1, 8, 8], layers: [{max_pool: two}]}}"),
    ("model: softmax", "model: {cnn: {image: [1, 8, 8], layers: [{max_pool: {stride: 2}}]}}"),
    (
      "model: softmax",
      "model: {cnn: {image: [1, 8, 8], layers: [{conv: {filters: 4, size: 3, padding: smae}}]}}"
    ),
    (
      "model: softmax",
      "model: {cnn: {image: [1, 8, 8], layers: [{conv: {filters: 4, size: 3, padding: -1}}]}}"
    ),
    ("training:", "training:\n  Epochs: 2"),
    ("name: small", "name: -small"), ("name: small", "name: \"\""), ("name: small", "nmae: small"),
    ("industry: finance", "industry: Finance"), ("task: classification", "task: anomaly"),
    ("model: softmax", "model: sofmax"), ("model: softmax", "model: cnn"), ("model: softmax", "model: rnn"),
    ("model: softmax", "model: mlp"),
    ("model: softmax", "model: {mlp: {}}"), ("model: softmax", "model: {mlp: {hidden: []}}"),
    ("model: softmax", "model: {mlp: {hidden: 32}}"),
    ("model: softmax", "model: {mlp: {hidden: [32, , 16]}}"),
    ("model: softmax", "model: {softmax: {hidden: [1]}}"),
    ("model: softmax", "model: {softmax: {}, linear: {}}"),
    ("model: softmax", "model: {}"), ("model: softmax", "model: [softmax]"), ("model: softmax\n", ""),
    ("{sgd: {learning_rate: 0.1}}", "adam"), ("{sgd: {learning_rate: 0.1}}", "lamb"),
    ("{sgd: {learning_rate: 0.1}}", "{sgdd: {learning_rate: 0.1}}"),
    ("csv: rows.csv, label: y", "csv: rows.csv"), ("csv: rows.csv, label: y", "label: y"),
    ("csv: rows.csv, label: y", "csv: rows.csv, label: y, npy: {x: a, y: b}"),
    ("csv: rows.csv, label: y", "idx: {images: a, labels: b}, label: y, drop: [z]"),
    ("csv: rows.csv, label: y", "npy: {x: a, y: b, test_x: c}"),
    ("  partitions", "  test: {fraction: 20%}\n  source2: 1\n  partitions"),
    ("{iid: {clients: 4}}", "{iid: 4}"), ("{iid: {clients: 4}}", "{pathological: {clients: 4}}"),
    ("{iid: {clients: 4}}", "{iid: {clients: 4}}\n  owners: [mayo]"),
    ("schema: muster/v1\n", ""), ("schema: muster/v1", "schema: muster/v0"), ("kind: job", "kind: batch"),
    ("kind: job", "kind: job\nlabels: 5"), ("kind: job", "kind: job\nseed: -1"),
    ("kind: job", "kind: job\nseed: 18446744073709551616"),
    ("kind: job", "kind: job\nworkers: {shh: {host: a}}"),
  ]

  @Test func `refuses each wrong value with one clear message`() throws {
    let report = ValueTests.refused.map { old, new in
      "### \(new.replacing("\n", with: "\\n"))\n\(diagnostics(old, new))\n"
    }
    try Golden("values.txt").expect(report.joined())
  }

  @Test(arguments: refused.indices)
  func `refuses a job that has one wrong value`(index: Int) {
    let (old, new) = ValueTests.refused[index]
    #expect(read(Example.small.replacing(old, with: new)).job == nil)
  }

  @Test func `a text may look like anything else`() throws {
    let job = try #require(
      read(Example.small.replacing("label: y", with: "label: no, drop: [12, true, 1e5]")).job)
    #expect(job.data.source.label == "no")
    #expect(job.data.source.drop == ["12", "true", "1e5"])
  }

  @Test(arguments: [
    ("1e-3", 0.001), ("0.05", 0.05), ("5", 5), ("1E2", 100), ("12.5e+1", 125),
    ("5e-324", .leastNonzeroMagnitude),
  ])
  func `reads a number`(text: String, value: Double) throws {
    let job = try #require(read(Example.small.replacing("0.1", with: text)).job)
    guard case .sgd(let sgd) = job.training.optimizer else { return }
    #expect(sgd.learningRate == value)
  }

  @Test(arguments: [
    ("67%", 0.67), ("0.67", 0.67), ("12.5%", 0.125), ("100%", 1), ("1", 1), ("33.3%", 0.333), ("7%", 0.07),
  ])
  func `reads a share`(text: String, value: Double) throws {
    let job = try #require(read(Example.small + "  cohort: {fraction: \(text)}\n").job)
    #expect(job.federation.cohort.fraction == value)
  }

  @Test func `reads the largest seed`() throws {
    let job = try #require(read(Example.small + "seed: 18446744073709551615\n").job)
    #expect(job.seed == .max)
  }
}

import Determinism
import JobSpec
import Testing
import YAMLTree

/// Files of `kind: batch`.
@Suite struct BatchTests {
  static func read(_ text: String, name: String = "Jobs/nightly.yaml", root: String = ".") -> ReadBatch {
    readBatch(SourceText(name: name, bytes: Array(text.utf8)), root: root)
  }

  static let head = "schema: muster/v1\nkind: batch\nname: nightly\n"

  static let nightly =
    head + """
      max_parallel: 2
      fail_fast: true
      on_overlap: skip
      deadline: 8h
      budget: {time: 4h, tokens: {hospitals: "1500", villages: "0.5"}}
      require_clean: true
      notify: {start: ./hello.sh, success: [./a.sh, ./b.sh], failure: "page me; mail me"}
      retry: {on: [workers, deadline], at_most: 2, backoff: 30s}
      labels: {team: oncology}
      x-note: free
      jobs:
        baseline: breast-cancer.yaml
        train:
          job: breast-cancer.yaml
          set: {federation.rounds: 5}
          matrix:
            lr: {set: training.optimizer.sgd.learning_rate, to: [0.1, 0.01]}
            seed: [1, 2, 3]
          include: [{lr: 0.5, seed: 9}]
          exclude: [{lr: 0.1, seed: 3}]
          needs: baseline
        compare:
          job: ../Jobs/compare.yaml
          needs: ["train[lr=0.01,seed=1]", baseline]
          retry: {at_most: 1}
          deadline: 1h
          workers: hosts.yaml

      """

  @Test func `a batch is read with its matrix worked out`() throws {
    let result = Self.read(Self.nightly)
    #expect(result.diagnostics.rendered == "")
    #expect(result.sources.map(\.name) == ["Jobs/nightly.yaml"])
    #expect(result.batch == (try Self.expected()))
  }

  private static func expected() throws -> Batch {
    var batch = Batch()
    batch.name = "nightly"
    (batch.maxParallel, batch.failFast, batch.onOverlap) = (2, true, .skip)
    (batch.deadline, batch.requireClean) = (.seconds(8 * 3600), true)
    var budget = Batch.Budget()
    budget.time = .seconds(4 * 3600)
    budget.tokens = [
      .init(network: "hospitals", amount: TokenAmount(uncheckedText: "1500")),
      .init(network: "villages", amount: TokenAmount(uncheckedText: "0.5")),
    ]
    batch.budget = budget
    batch.notify.start = ["./hello.sh"]
    batch.notify.success = ["./a.sh", "./b.sh"]
    batch.notify.failure = ["page me; mail me"]
    var baseline = BatchJob()
    (baseline.id, baseline.entry, baseline.file) = ("baseline", "baseline", "breast-cancer.yaml")
    baseline.retry.on = [.workers, .deadline]
    (baseline.retry.atMost, baseline.retry.backoff) = (2, .seconds(30))
    batch.jobs = [baseline]
    let combinations = [
      ("0.1", "1"), ("0.1", "2"), ("0.01", "1"), ("0.01", "2"), ("0.01", "3"), ("0.5", "9"),
    ]
    for (rate, seed) in combinations {
      var job = baseline
      (job.id, job.entry, job.needs) = ("train[lr=\(rate),seed=\(seed)]", "train", ["baseline"])
      job.settings = try SettingTests.settings(
        "federation.rounds=5", "training.optimizer.sgd.learning_rate=\(rate)", "seed=\(seed)")
      batch.jobs.append(job)
    }
    var compare = BatchJob()
    (compare.id, compare.entry, compare.file) = ("compare", "compare", "../Jobs/compare.yaml")
    compare.needs = ["baseline", "train[lr=0.01,seed=1]"]
    (compare.retry.atMost, compare.deadline, compare.workers) = (1, .seconds(3600), "hosts.yaml")
    batch.jobs.append(compare)
    return batch
  }

  @Test func `the reference page's example is a batch`() {
    let result = Self.read(batchExample)
    #expect(result.diagnostics.rendered == "")
    #expect(result.batch?.jobs.count == 8)
    #expect(jobLanguageReference().contains("```yaml\n\(batchExample)```"))
  }

  @Test func `every default holds where a batch says nothing`() {
    var batch = Batch()
    batch.name = "nightly"
    var job = BatchJob()
    (job.id, job.entry, job.file) = ("a", "a", "a.yaml")
    batch.jobs = [job]
    #expect(Self.read(Self.head + "jobs: {a: a.yaml}\n").batch == batch)
    #expect((batch.maxParallel, batch.onOverlap) == (1, .fail))
    #expect(batch.deadline == .seconds(24 * 3600))
  }

  @Test func `an id shows any value in one line`() {
    let values = #"[true, a b, "x,y", [8, 4], {adam: {learning_rate: 1e-3}}, "0.5", networks/a.yaml, "é\n"]"#
    let batch = Self.read(Self.head + "jobs: {t: {job: a.yaml, matrix: {name: \(values)}}}\n").batch
    #expect(
      batch?.jobs.map(\.id) == [
        "t[name=true]", #"t[name="a b"]"#, #"t[name="x,y"]"#, "t[name=[8, 4]]",
        "t[name={adam: {learning_rate: 1e-3}}]", "t[name=0.5]", "t[name=networks/a.yaml]",
        #"t[name="é\n"]"#,
      ])
  }

  @Test func `a need on an entry is a need on all its jobs, wherever it stands`() {
    let batch = Self.read(
      Self.head
        + "jobs: {z: {job: a.yaml, needs: [t, a]}, a: a.yaml, t: {job: a.yaml, matrix: {seed: [1, 2]}}}\n"
    ).batch
    #expect(batch?.jobs.map(\.needs) == [["a", "t[seed=1]", "t[seed=2]"], [], [], []])
  }

  @Test func `says what is wrong with a batch`() throws {
    let matrices = [
      "matrix: {seed: []}", "matrix: {}", "matrix: {seed: 5}", "matrix: {sed: [1]}", "matrix: {lr: [1]}",
      "matrix: {seed: [1, 2, 1]}", "matrix: {seed: [1], seed: [2]}",
      "matrix: {a: {set: seed, to: [1]}, seed: [2]}", "matrix: {a: {set: seed, too: [1]}}",
      "set: {seed: 1}, matrix: {seed: [2]}", "set: {epochs: 1}", "set: {training..epochs: 1}",
      "matrix: {seed: [1, 2]}, exclude: [{seed: 1}, {seed: 2}]",
      "matrix: {seed: [1, 2]}, exclude: [{seed: 3}]",
      "matrix: {seed: [1, 2]}, exclude: [{sed: 1}]", "matrix: {seed: [1, 2]}, include: [{seed: 2}]",
      "matrix: {seed: [1, 2], name: [a]}, include: [{seed: 3}]", "include: [{seed: 3}]",
      "matrix: {seed: [~]}", "matrix: {seed: [1, 2]}, include: [{seed: 3, rounds: 1}]",
    ].map { "train: {job: a.yaml, \($0)}" }
    let entries = [
      "", "train: ", "train: [a.yaml]", "Train: a.yaml", "train: {set: {seed: 1}}",
      "train: {job: a.yaml, need: b}",
      "train: ../../a.yaml", "train: {job: /a.yaml, workers: ../../hosts.yaml}",
      "train: {job: a.yaml, needs: [baseline, train]}, basline: b.yaml",
      "a: {job: a.yaml, needs: [c, b]}, b: {job: a.yaml, needs: a}, c: {job: a.yaml, needs: [d]}, d: {job: a.yaml, needs: c}",
      "a: {job: a.yaml, needs: \"b[seed=3]\"}, b: {job: a.yaml, matrix: {seed: [1, 2]}, needs: \"a\"}",
      "a: {job: a.yaml, needs: b}, b: {job: a.yaml, needs: c}, c: {job: a.yaml, needs: b}",
      "a: {job: a.yaml, retry: {on: [money]}}",
    ]
    let files =
      [
        "kind: batch\n", "schema: muster/v2\nkind: batch\n", "- a\n", Example.small, Self.head,
        Self.head + "jobs: [a.yaml]\n",
        Self.head
          + "jobs: {a: a.yaml}\nmax_parallel: 0\non_overlap: queue\ndeadline: 8\nbudget: {tokens: {x: 5}}\n",
      ] + (matrices + entries).map { Self.head + "jobs: {\($0)}\n" }
    let report = files.map { text in
      let result = Self.read(text)
      #expect(result.batch == nil)
      let shown = text.replacing(Self.head, with: "").replacing("\n", with: "\\n")
      return "### \(shown)\n\(result.diagnostics.rendered)\n"
    }
    try Golden("batches.txt").expect(report.joined())
  }

  @Test(arguments: [(100, 100, true), (101, 100, false)])
  func `a batch has ten thousand jobs at most`(seeds: Int, rounds: Int, fits: Bool) {
    let axes =
      "seed: [\((1...seeds).map(String.init).joined(separator: ", "))], "
      + "federation.rounds: [\((1...rounds).map(String.init).joined(separator: ", "))]"
    let result = Self.read(Self.head + "jobs: {t: {job: a.yaml, matrix: {\(axes)}}}\n")
    #expect(result.batch?.jobs.count == (fits ? 10_000 : nil))
    #expect(result.diagnostics.map(\.code) == (fits ? [] : ["too-many-jobs"]))
    let two = Self.read(Self.head + "jobs: {t: {job: a.yaml, matrix: {\(axes)}}, u: a.yaml}\n")
    #expect(two.diagnostics.map(\.code) == ["too-many-jobs"])
  }

  @Test func `a batch is no job, and a job is no batch`() {
    let job = JobSpecTests.read(Self.nightly, name: "nightly.yaml")
    #expect(job.diagnostics.map(\.help) == ["`muster batch` runs it"])
    #expect(
      Self.read(Example.small).diagnostics.map(\.help) == [
        "a batch starts with `schema: muster/v1` and `kind: batch`"
      ])
  }

  @Test func `the schema of batches accepts what muster accepts, and refuses what it can tell`() throws {
    let schema = batchSchema()
    for text in [Self.nightly, batchExample, Self.head + "jobs: {a: a.yaml}\n"] {
      #expect(SchemaValidator.errors(try JSON(yaml: text), schema) == [])
    }
    let jobs = "jobs: {a: a.yaml}\n"
    for line in [
      "jobs: {}", jobs + "max_parallel: 0", jobs + "deadline: 8", jobs + "on_overlap: queue",
      jobs + "labels: 5",
      "jobs: {A: a.yaml}", "jobs: {a: {set: {seed: 1}}}", "jobs: {a: {job: a.yaml, include: [{seed: 3}]}}",
      "jobs: {a: {job: a.yaml, matrix: {seed: []}}}",
    ] {
      let text = Self.head + line + "\n"
      #expect(Self.read(text).batch == nil, "\(line)")
      guard line != "jobs: {}" else { continue }
      #expect(SchemaValidator.errors(try JSON(yaml: text), schema) != [], "\(line)")
    }
  }

  @Test func `no mutation of a batch crashes, and there is a batch unless there is an error`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(seed)
    let original = Array(Self.nightly.utf8)
    let pieces = [
      "[", "]", "{", "}", ": ", "\n", "- ", "\"", "0", "%", "é", "\u{0}", "~", "train", "seed", ",",
    ]
    for _ in 0..<500 {
      var bytes = original
      for _ in 0...Int.random(in: 0..<4, using: &random) {
        let start = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 0..<12, using: &random))
        bytes.replaceSubrange(start..<end, with: Array((pieces.randomElement(using: &random) ?? "").utf8))
      }
      let result = readBatch(SourceText(name: "nightly.yaml", bytes: bytes), root: ".")
      #expect((result.batch == nil) == !result.diagnostics.isEmpty, "seed \(seed)")
      #expect(result.diagnostics.isEmpty == result.diagnostics.rendered.isEmpty)
    }
  }
}

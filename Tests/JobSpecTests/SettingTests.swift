import JobSpec
import Testing
import YAMLTree

/// Values from outside a job's files.
@Suite struct SettingTests {
  /// Settings as the command line gives them: `path=value`.
  static func settings(_ texts: String...) throws -> [Setting] {
    try texts.map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      return try Setting(path: parts[0], text: parts[1], source: "--set \(parts[0])")
    }
  }

  /// The small job with a list, a map and pools.
  static let job =
    Example.small.replacing("model: softmax", with: "model: {mlp: {hidden: [8, 4]}}")
      + """
      participants: {mayo: {roles: [compute]}}
      workers: {ssh: [{host: a, operator: mayo}]}

      """

  @Test(arguments: [
    ("federation.rounds=5", "rounds: 3", "rounds: 5"),
    ("training.optimizer.sgd.learning_rate=0.5", "learning_rate: 0.1", "learning_rate: 0.5"),
    ("training.optimizer.sgd.momentum=0.9", "learning_rate: 0.1", "learning_rate: 0.1, momentum: 0.9"),
    (
      "training.optimizer={adam: {learning_rate: 0.5}}", "sgd: {learning_rate: 0.1}",
      "adam: {learning_rate: 0.5}"
    ),
    ("federation.cohort.fraction=50%", "rounds: 3", "rounds: 3, cohort: {fraction: 50%}"),
    ("chain.target=ethereum", "rounds: 3}", "rounds: 3}\nchain: {target: ethereum}"),
    ("model.mlp.hidden.1=16", "[8, 4]", "[8, 16]"),
    ("model.mlp.hidden=[2]", "[8, 4]", "[2]"),
    ("model.mlp.hidden.0=2", "[8, 4]", "[2, 4]"),
    ("participants.anna.roles=[data]", "{mayo: ", "{anna: {roles: [data]}, mayo: "),
    ("workers.ssh.port=2222", "host: a", "host: a, port: 2222"),
    ("name=other", "name: small", "name: other"),
  ])
  func `a setting does what the same change of the file does`(setting: String, old: String, new: String)
    throws
  {
    let text = Self.job.replacing("federation:\n  rounds: 3", with: "federation: {rounds: 3}")
    #expect(text.contains(old))
    let result = read(text, settings: try Self.settings(setting))
    let changed = read(text.replacing(old, with: new))
    #expect(result.diagnostics == [] && changed.diagnostics == [])
    #expect(
      result.resolved.map { "\($0.path) = \($0.value) \($0.identity)" }
        == changed.resolved.map { "\($0.path) = \($0.value) \($0.identity)" })
    #expect(result.sources.map(\.name) == ["Jobs/x.yaml"])
  }

  @Test func `what shows nothing is escaped in a setting's text, as YAML has it`() throws {
    let text = #""a\u200B\u202E\U000E0041\n""#
    #expect(try Setting(path: "x", text: text, source: "--set x").text == text)
  }

  @Test(arguments: [
    ("training: sgd.yaml", ["Jobs/sgd.yaml": "optimizer: {sgd: {learning_rate: 0.1}}\n"]),
    ("training: sgd.yaml", ["Jobs/sgd.yaml": "deep.yaml\n", "Jobs/deep.yaml": "optimizer: {sgd: {}}\n"]),
    ("training: {optimizer: {sgd: }}", [:]), ("training: {optimizer: sgd}", [:]), ("training: {}", [:]),
    ("training:", [:]), ("x-none: {}", [:]),
  ])
  func `the way of a setting need not be in the file`(training: String, files: [String: String]) throws {
    let text = Example.small.replacing(
      "training:\n  optimizer: {sgd: {learning_rate: 0.1}}", with: training)
    let result = read(
      text, settings: try Self.settings("training.optimizer.sgd.learning_rate=0.5"), files: files)
    #expect(result.diagnostics.rendered == "")
    #expect(result.job == read(Example.small.replacing("0.1", with: "0.5")).job)
  }

  @Test func `a bare word of the file stays chosen beside a setting`() throws {
    let result = read(Example.small, settings: try Self.settings("model.initial.seed=3"))
    let changed = read(
      Example.small.replacing("model: softmax", with: "model: {softmax: {}, initial: {seed: 3}}"))
    #expect(changed.job != nil)
    #expect(result.job == changed.job)
  }

  @Test func `a setting inside another adds to it, in either order`() throws {
    let two = ("training.optimizer={sgd: {learning_rate: 0.5}}", "training.optimizer.sgd.momentum=0.9")
    let text = Example.small.replacing("learning_rate: 0.1", with: "learning_rate: 0.5, momentum: 0.9")
    #expect(read(Example.small, settings: try Self.settings(two.0, two.1)).job == read(text).job)
    #expect(read(Example.small, settings: try Self.settings(two.1, two.0)).job == read(text).job)
  }

  @Test func `what is resolved tells of settings`() throws {
    let result = read(Example.small, settings: try Self.settings("federation.rounds=5"))
    let field = try #require(result.resolved.first { $0.path == "federation.rounds" })
    guard case .setting(let place) = field.origin else { throw Missing() }
    #expect(place.source.name == "--set federation.rounds" && place.text == "5")
    #expect(result.resolved.count { if case .setting = $0.origin { true } else { false } } == 1)
    #expect(result.resolved.place(of: "federation.rounds") == place)
    #expect(result.resolved.place(of: "federation.cohort") == place)
    #expect(result.resolved.place(of: "training.epochs")?.source.name == "Jobs/x.yaml")
  }

  private struct Missing: Error {}

  @Test func `a path in a setting is relative to the job's folder`() throws {
    let settings = try Self.settings("tokenomics=networks/hospitals.yaml", "data.source.csv=other/rows.csv")
    let people = "participants: {mayo: {roles: [data, compute, validator]}, mercy: {roles: [data]}}\n"
    let result = read(
      Example.small.replacing("\n  partitions", with: "\n  owners: [mayo]\n  partitions") + people,
      settings: settings, files: Example.files)
    #expect(result.diagnostics.rendered == "")
    #expect(result.job?.tokenomics?.network == "hospitals")
    #expect(result.job?.data.source.format == .csv(path: "other/rows.csv"))
    #expect(result.sources.map(\.name) == ["Jobs/x.yaml", "Jobs/networks/hospitals.yaml"])
  }

  @Test func `says what is wrong with settings`() throws {
    let cases: [[Setting]] = [
      try Self.settings("training.epoch=3"), try Self.settings("learning_rate=0.1"),
      try Self.settings("nonsense.of.some.kind=1"), try Self.settings("training..epochs=1"),
      try Self.settings("federation.rounds=many"), try Self.settings("federation.rounds=0"),
      try Self.settings("federation.rounds=5", "federation.rounds=6"),
      try Self.settings("training.epochs.first=1"), try Self.settings("model.mlp.hidden.9=1"),
      try Self.settings("model.softmax={}"), try Self.settings("training.optimizer.adam.learning_rate=1"),
      try Self.settings("training.optimizer.sdg.learning_rate=1"), try Self.settings("training=sgd.yaml"),
      try Self.settings("chain.token.contract=\"0x1\""), try Self.settings("participants.A.roles=[data]"),
      try Self.settings("federation.rounds=~"), try Self.settings("kind=job"),
      try Self.settings("schema=muster/v2"), try Self.settings("federaton.round=3"),
      try Self.settings("use_case.success={metric: accuracy}"), try Self.settings("labels.team=oncology"),
    ]
    let report = cases.map { settings in
      let result = read(Self.job, settings: settings)
      #expect(result.job == nil)
      let title = settings.map { "\($0.path)=\($0.text)" }.joined(separator: " ")
      return "### \(title)\n\(result.diagnostics.rendered)\n"
    }
    try Golden("settings.txt").expect(report.joined())
  }

  @Test func `a value in one line reads back as the same value`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(seed)
    for _ in 0..<2000 {
      let node = Self.anyNode(depth: 3, using: &random)
      let text = Setting(path: "x", value: node).text
      #expect(!text.contains("\n"), "seed \(seed)")
      let again = try Setting(path: "x", text: text, source: "again")
      #expect(Self.plainText(again.value) == Self.plainText(node), "seed \(seed): \(text)")
      #expect(again.text == text, "seed \(seed)")
    }
  }

  private static func anyNode(depth: Int, using random: inout SplitMix) -> Node {
    let nowhere = Place(source: SourceText(name: "", bytes: []), range: 0..<0)
    let kind = Int.random(in: 0..<(depth > 0 ? 4 : 2), using: &random)
    let count = Int.random(in: 0..<4, using: &random)
    switch kind {
    case 0, 1:
      let alphabet = Array("ab0-. ,:#[]{}\"'\\\n\té\u{85}\u{2028}%@`!&*|>?~")
      let letters = (0..<count + 1).map { _ in alphabet.randomElement(using: &random) ?? "a" }
      return Node(.scalar(String(letters), plain: kind == 0), at: nowhere)
    case 2:
      return Node(.sequence((0..<count).map { _ in anyNode(depth: depth - 1, using: &random) }), at: nowhere)
    default:
      let entries = (0..<count).map { index in
        Node.Entry(
          key: Node(.scalar("k \(index)", plain: true), at: nowhere),
          value: anyNode(depth: depth - 1, using: &random))
      }
      return Node(.mapping(entries), at: nowhere)
    }
  }

  /// The value with every scalar's text, whatever its quotes.
  private static func plainText(_ node: Node) -> String {
    switch node.content {
    case .scalar(let text, _): "\(text.utf8.count)<\(text)>"
    case .sequence(let nodes): "[" + nodes.map(plainText).joined(separator: ",") + "]"
    case .mapping(let entries):
      "{" + entries.map { plainText($0.key) + "=" + plainText($0.value) }.joined(separator: ",") + "}"
    }
  }

  @Test func `no settings crash, and there is a job unless there is an error`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(seed)
    let fields = read(Example.hospitals, files: Example.files).resolved.map(\.path)
    let values = [
      "1", "[]", "{}", "~", "softmax", "{a: 1}", "[1, {b: c}]", "x.yaml", "networks/hospitals.yaml",
    ]
    for _ in 0..<100 {
      let settings = try (0...Int.random(in: 0..<3, using: &random)).map { _ in
        var parts = (fields.randomElement(using: &random) ?? "").split(separator: ".")
        for _ in 0..<Int.random(in: 0..<3, using: &random) where parts.count > 1 { parts.removeLast() }
        if Bool.random(using: &random) {
          parts.append(["0", "7", "sgd", "x"].randomElement(using: &random) ?? "")
        }
        let value = values.randomElement(using: &random) ?? ""
        return try Setting(path: parts.joined(separator: "."), text: value, source: "--set")
      }
      let result = read(Example.hospitals, settings: settings, files: Example.files)
      let hasError = result.diagnostics.contains { $0.severity == .error }
      #expect((result.job == nil) == hasError, "seed \(seed)")
    }
  }
}

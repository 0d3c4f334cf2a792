/// A file of `kind: batch` as it is written: its matrices are not worked out.
struct BatchFile: Section {
  /// Without its jobs.
  var batch = Batch()
  var entries: [Placed<BatchEntry>] = []
  /// For every job that says nothing else.
  var retry = BatchJob.Retry()

  static let about =
    "A batch: many jobs that one command runs. A job whose result the record holds already is skipped."
  static let fields: [Field<Self>] = [
    Field(
      constant: "schema", Job.schemaVersion,
      about: "The language that the file is written in, and its version."),
    Field(constant: "kind", FileKind.batch.rawValue, about: "What the file describes."),
    Field(
      "name", \.batch.name, .text(.name), about: "What records and reports call the batch.",
      example: "nightly"),
    Field(
      "jobs", \.entries, jobs,
      about: "The jobs by name, in the order in which they start as far as their needs allow.",
      example: "{train: breast-cancer.yaml}"),
    Field(
      "max_parallel", \.batch.maxParallel, .integer(from: 1, to: 64), default: 1,
      about: "How many jobs are trained at once. It changes no result.", example: "2"),
    Field(
      "fail_fast", \.batch.failFast, .flag(), default: false,
      about: "Whether the first job that fails keeps all others from starting.", example: "true"),
    Field(
      "on_overlap", \.batch.onOverlap, .choice(), default: .fail,
      about:
        "What happens when another command holds the record: nothing is run and that is well, it waits, or it is a failure.",
      example: "skip"),
    Field(
      "deadline", \.batch.deadline, .duration(.seconds(1) ... .days(365)), default: .hours(24),
      about: "How long the whole batch may take.", example: "8h"),
    Field(
      optional: "budget", \.batch.budget, .section(), written: "no limit",
      about: "What the batch may spend at most.", example: "{time: 4h}"),
    Field(
      "require_clean", \.batch.requireClean, .flag(), default: false,
      about: "Whether nothing is run from a git tree with changes that are not committed.", example: "true"),
    Field(
      "notify", \.batch.notify, .section(), default: Batch.Notify(), written: "no command",
      about: "Commands that are told what happens.", example: "{failure: ./page.sh}"),
    Field(
      "retry", \.retry, .section(), default: BatchJob.Retry(), written: "no retry",
      about: "What is tried again, for every job that says nothing else.",
      example: "{on: [workers, deadline], at_most: 2, backoff: 30s}"),
    Field(
      free: "labels", about: "Notes of your own; they mean nothing to a batch.", example: "{team: oncology}"),
  ]

  private static let jobs = Form<[Placed<BatchEntry>]>.map(
    keys: .entry, of: .placed(BatchEntry.form),
    join: { name, entry in
      var named = entry.value
      named.name = name
      return Placed(value: named, key: entry.key, valuePlace: entry.valuePlace)
    }, part: { ($0.value.name, $0) })
}

extension Batch.Budget: Section {
  package static let about = "What the batch may spend at most. A job that would exceed it does not start."
  package static let fields: [Field<Self>] = [
    Field(
      optional: "time", \.time, .duration(.seconds(1) ... .days(365)), written: "no limit",
      about: "Of training, summed over the jobs.", example: "4h"),
    Field(
      "tokens", \.tokens,
      .map(
        keys: .name, of: .amount(), join: Tokens.init(network:amount:), part: { ($0.network, $0.amount) }),
      default: [], written: "no limit", about: "What may be emitted, by network.",
      example: "{hospitals: \"1500\"}"),
  ]
}

extension Batch.Notify: Section {
  package static let about =
    "Shell commands, each alone or several in a list, with the facts in their environment."
  package static let fields: [Field<Self>] = [
    Field(
      "start", \.start, commands, default: [], written: "no command", about: "When the batch starts.",
      example: "./hello.sh"),
    Field(
      "success", \.success, commands, default: [], written: "no command",
      about: "When all jobs have succeeded or were skipped.", example: "curl -fsS https://example.org/up"),
    Field(
      "failure", \.failure, commands, default: [], written: "no command", about: "When anything failed.",
      example: "[./page.sh, ./mail.sh]"),
  ]

  private static let commands: Form<[String]> = .oneOrMore(.text(.prose), atMost: 16)
}

extension BatchJob.Retry: Section {
  package static let about =
    "What is tried again. A job that is wrong, diverges or misses its criterion of success never is."
  package static let fields: [Field<Self>] = [
    Field(
      "on", \.on, .oneOrMore(.choice(), atMost: Cause.allCases.count), default: [.workers],
      about: "For which reasons: no workers could be had, or a deadline passed.",
      example: "[workers, deadline]"),
    Field("at_most", \.atMost, .integer(from: 0, to: 100), about: "How many further attempts.", example: "2"),
    Field(
      "backoff", \.backoff, .duration(.milliseconds(1) ... .hours(1)), default: .seconds(10),
      about: "How long to rest before the second attempt; it doubles with each further one, up to an hour.",
      example: "30s"),
  ]
}

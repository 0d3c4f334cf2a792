extension Workers: Section {
  package static let about = "Where clients are trained: pools of workers. They change no result."
  package static let fields: [Field<Self>] = [
    Field(
      optional: "local", \.local, .integer(from: 0, to: 1024),
      written: "one for each core, or none beside other pools",
      about: "Worker processes on this machine.", example: "2"),
    Field(
      "ssh", \.ssh, .oneOrMore(.section()), default: [], written: "no host",
      about: "Hosts that your own `ssh` reaches.", example: "{host: gpu-1, workers: 4}"),
    Field(
      "slurm", \.slurm, .oneOrMore(.section()), default: [], written: "no allocation",
      about: "Allocations of a Slurm cluster.", example: "{partition: batch, tasks: 8}"),
    Field(
      "connect", \.connect, .duration(.seconds(1) ... .hours(1)), default: .seconds(30),
      about: "How long a worker may take from its start to its greeting.", example: "1m"),
    Field(
      "silence", \.silence, .duration(.seconds(6) ... .hours(1)), default: .seconds(30),
      about: "How long a worker may be silent before it is lost. It gives a sign of life every 2 seconds.",
      example: "10s"),
  ]
}

/// The fields that every pool on other machines has.
protocol RemotePool: Section {
  var name: String? { get set }
  var command: String { get set }
  var `operator`: String? { get set }
  var keys: [String] { get set }
}

extension RemotePool {
  static func name(otherwise standard: String) -> Field<Self> {
    Field(
      optional: "name", \.name, .text(.pool), written: standard,
      about: "What the pool is called. No two pools have one name.", example: "gpus")
  }

  static var programFields: [Field<Self>] {
    [
      Field(
        "command", \.command, .text(.plainPath), default: "muster-worker",
        about:
          "The worker program there: a path, or a name that the PATH leads to. No shell sees it unquoted.",
        example: "~/bin/muster-worker"),
      Field(
        optional: "operator", \.`operator`, .text(.account), written: "nobody's own",
        about:
          "The participant whose workers they are: they train its clients, and others' only when those are late. Where one pool names an operator, every pool does.",
        example: "mayo"),
      Field(
        "keys", \.keys, .list(of: .text(.publicKey), atMost: 1024), default: [], written: "any key",
        about: "The public keys that its workers may have, as `muster doctor` shows them.",
        example: "[3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c]"),
    ]
  }
}

extension SSHPool: RemotePool {
  package static let about = "Workers on one host, which your own `ssh` and its ssh_config reach."
  package static let fields: [Field<Self>] =
    [
      Field(
        "host", \.host, .text(.host), about: "The host: a name, an address, or a `Host` of your ssh_config.",
        example: "gpu-1.example.org"),
      Field(
        optional: "user", \.user, .text(.user), written: "what ssh_config says",
        about: "Who to log in as.", example: "muster"),
      Field(
        optional: "port", \.port, .integer(from: 1, to: 65_535), written: "what ssh_config says",
        about: "The port of its SSH server.", example: "2222"),
      name(otherwise: "the host"),
      Field(
        "workers", \.workers, .integer(from: 1, to: 1024), default: 1,
        about: "Worker processes there. They share one connection.", example: "4"),
    ] + programFields + [
      Field(
        "options", \.optionSection, .section(), default: OptionSection(), written: "no option",
        about: "Options of ssh, by the names of its manual.", example: "{ProxyJump: gate.example.org}")
    ]
}

extension SlurmPool: RemotePool {
  package static let about =
    "Workers in one allocation of a Slurm cluster, or in the one that muster itself runs in."
  package static let fields: [Field<Self>] =
    [
      Field(
        optional: "partition", \.partition, .text(.slurmName), written: "the cluster's",
        about: "The partition, or several with commas between them.", example: "batch"),
      Field(
        "tasks", \.tasks, .integer(from: 1, to: 1024), default: 1, about: "Worker processes.", example: "8"),
      Field(
        optional: "nodes", \.nodes, .integer(from: 1, to: 1024), written: "as Slurm likes",
        about: "How many nodes they are spread over.", example: "2"),
      Field(
        optional: "time", \.time, .duration(.minutes(1) ... .days(365)), written: "the partition's",
        about: "The allocation's time limit, in whole minutes for Slurm, rounded up.", example: "2h"),
      Field(
        optional: "account", \.account, .text(.slurmName), written: "your own",
        about: "The account that is charged.", example: "oncology"),
      Field(
        optional: "constraint", \.constraint, .text(.constraint), written: "any node",
        about: "The features that a node must have.", example: "avx512&ib"),
      name(otherwise: "slurm"),
    ] + programFields + [
      Field(
        "queue", \.queue, .duration(.seconds(1) ... .days(30)), default: .hours(1),
        about: "How long to wait in Slurm's queue.", example: "10m")
    ]
}

import JobSpec
import Testing
import YAMLTree

@Suite struct WorkersTests {
  static let key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"

  static let pools = """
    workers:
      local: 0
      ssh:
        - {host: gpu-1.example.org, user: muster, port: 2222, workers: 4, operator: mayo}
        - host: fe80::1%eth0
          name: lab
          operator: mayo
          command: ~/bin/muster-worker
          keys: [\(key)]
          options: {ProxyJump: "anna@gate:22,inner", Compression: yes, ConnectTimeout: 10}
      slurm:
        partition: long,short
        tasks: 16
        nodes: 4
        time: 90m
        account: oncology
        constraint: "[rack1|rack2]&avx512"
        command: /opt/muster/muster-worker
        operator: mayo
        queue: 10m
      connect: 1m
      silence: 6s
    participants:
      mayo: {roles: [compute]}

    """

  static let expected: Workers = {
    var gpu = SSHPool()
    gpu.host = "gpu-1.example.org"
    gpu.user = "muster"
    gpu.port = 2222
    gpu.workers = 4
    gpu.operator = "mayo"
    var lab = SSHPool()
    lab.host = "fe80::1%eth0"
    lab.name = "lab"
    lab.operator = "mayo"
    lab.command = "~/bin/muster-worker"
    lab.keys = [key]
    lab.options = [
      .init(name: "Compression", value: "yes"), .init(name: "ConnectTimeout", value: "10"),
      .init(name: "ProxyJump", value: "anna@gate:22,inner"),
    ]
    var cluster = SlurmPool()
    cluster.partition = "long,short"
    cluster.tasks = 16
    cluster.nodes = 4
    cluster.time = .seconds(5400)
    cluster.account = "oncology"
    cluster.constraint = "[rack1|rack2]&avx512"
    cluster.command = "/opt/muster/muster-worker"
    cluster.operator = "mayo"
    cluster.queue = .seconds(600)
    var workers = Workers()
    workers.local = 0
    workers.ssh = [gpu, lab]
    workers.slurm = [cluster]
    workers.connect = .seconds(60)
    workers.silence = .seconds(6)
    return workers
  }()

  @Test func `reads pools of every kind`() {
    let result = read(Example.small + Self.pools)
    #expect(result.diagnostics.rendered == "")
    #expect(result.job?.workers == Self.expected)
    #expect(Self.expected.ssh.map(\.poolName) == ["gpu-1.example.org", "lab"])
    #expect(Self.expected.slurm.map(\.poolName) == ["slurm"])
  }

  @Test func `every field of a pool is resolved, and none is identity`() {
    let fields = read(Example.small + Self.pools).resolved.filter { $0.path.hasPrefix("workers.") }
    #expect(fields.allSatisfy { !$0.identity })
    #expect(
      fields.map { "\($0.path) = \($0.value)" } == [
        "workers.connect = 1m", "workers.local = 0", "workers.silence = 6s",
        "workers.slurm.account = oncology", "workers.slurm.command = /opt/muster/muster-worker",
        "workers.slurm.constraint = [rack1|rack2]&avx512", "workers.slurm.keys = []",
        "workers.slurm.nodes = 4", "workers.slurm.operator = mayo", "workers.slurm.partition = long,short",
        "workers.slurm.queue = 10m", "workers.slurm.tasks = 16", "workers.slurm.time = 1h30m",
        "workers.ssh.0.command = muster-worker", "workers.ssh.0.host = gpu-1.example.org",
        "workers.ssh.0.keys = []", "workers.ssh.0.operator = mayo", "workers.ssh.0.port = 2222",
        "workers.ssh.0.user = muster", "workers.ssh.0.workers = 4",
        "workers.ssh.1.command = ~/bin/muster-worker", "workers.ssh.1.host = fe80::1%eth0",
        "workers.ssh.1.keys.0 = \(Self.key)", "workers.ssh.1.name = lab", "workers.ssh.1.operator = mayo",
        "workers.ssh.1.options.Compression = yes", "workers.ssh.1.options.ConnectTimeout = 10",
        "workers.ssh.1.options.ProxyJump = anna@gate:22,inner", "workers.ssh.1.workers = 1",
      ])
  }

  @Test func `one pool is written by itself or as a list of one`() throws {
    let alone = read(Example.small + "workers: {ssh: {host: a}}\n")
    let listed = read(Example.small + "workers: {ssh: [{host: a}]}\n")
    #expect(alone.job != nil && alone.job == listed.job)
    #expect(alone.job?.workers.local == nil)
    #expect(alone.resolved.map(\.path) == listed.resolved.map(\.path))
    let place = try #require(listed.resolved.place(of: "workers.ssh.host"))
    #expect(place.text == "a" && place.start.line == 13)
  }

  /// Each is what stands behind `workers:`.
  static let refused = [
    "{ssh: {}}", "{ssh: []}", "{ssh: [{host: a}, {user: b}]}", "{ssh: [[a]]}", "{ssh: gpu-1}", "{ssh: }",
    "{shh: {host: a}}", "{ssh: {host: a, wrokers: 2}}", "{ssh: [{host: a}, {host: b, wrokers: 2}]}",
    "{ssh: {host: -oProxyCommand=x}}", "{ssh: {host: root@a}}", "{ssh: {host: \"a b\"}}",
    "{ssh: {host: a;reboot}}", "{ssh: {host: $(reboot)}}", "{ssh: {host: \"a\\nb\"}}", "{ssh: {host: \"\"}}",
    "{ssh: {host: münchen}}", "{ssh: {host: \(String(repeating: "a", count: 256))}}",
    "{ssh: {host: a, user: -oProxyCommand=x}}", "{ssh: {host: a, user: \"x;y\"}}",
    "{ssh: {host: a, user: a@b}}",
    "{ssh: {host: a, port: 0}}", "{ssh: {host: a, port: 65536}}", "{ssh: {host: a, port: ssh}}",
    "{ssh: {host: a, workers: 0}}", "{ssh: {host: a, workers: 1025}}",
    "{ssh: {host: a, command: -oProxyCommand=x}}", "{ssh: {host: a, command: muster-worker --data-root /}}",
    "{ssh: {host: a, command: \"'$HOME/x'\"}}", "{ssh: {host: a, command: \"x`y`\"}}",
    "{ssh: {host: a, name: GPU 1}}",
    "{ssh: {host: a, keys: [\(key.uppercased())]}}", "{ssh: {host: a, keys: [abc]}}",
    "{ssh: {host: a, keys: \(key)}}",
    "{ssh: {host: a, options: {ProxyCommand: nc %h %p}}}",
    "{ssh: {host: a, options: {proxycommand: nc %h %p}}}",
    "{ssh: {host: a, options: {LocalCommand: reboot}}}",
    "{ssh: {host: a, options: {StrictHostKeyChecking: no}}}",
    "{ssh: {host: a, options: {ForwardAgent: yes}}}", "{ssh: {host: a, options: {User: b}}}",
    "{ssh: {host: a, options: {Port: 22}}}", "{ssh: {host: a, options: {BatchMode: no}}}",
    "{ssh: {host: a, options: {PubkeyAuthentication: no}}}", "{ssh: {host: a, options: {Compresion: yes}}}",
    "{ssh: {host: a, options: {compression: yes}}}",
    "{ssh: {host: a, options: {Compression: -oProxyCommand=x}}}",
    "{ssh: {host: a, options: {IdentityFile: -oProxyCommand=x}}}",
    "{ssh: {host: a, options: {IdentityFile: \"~/a b\"}}}",
    "{ssh: {host: a, options: {IdentityFile: \"%d/key\"}}}",
    "{ssh: {host: a, options: {IdentityFile: \"a\\nProxyCommand reboot\"}}}",
    "{ssh: {host: a, options: {ProxyJump: -oProxyCommand=x}}}",
    "{ssh: {host: a, options: {ProxyJump: \"a,-J\"}}}",
    "{ssh: {host: a, options: {ProxyJump: \"b@c@d\"}}}", "{ssh: {host: a, options: {ProxyJump: \"a,,b\"}}}",
    "{ssh: {host: a, options: {ProxyJump: \"%h\"}}}", "{ssh: {host: a, options: {HostName: \"-a\"}}}",
    "{ssh: {host: a, options: {Ciphers: \"-aes\"}}}", "{ssh: {host: a, options: {ConnectTimeout: 0}}}",
    "{ssh: {host: a, options: {ServerAliveInterval: 30s}}}", "{ssh: {host: a, options: [Compression]}}",
    "{slurm: {partition: -pbatch}}", "{slurm: {partition: \"a b\"}}", "{slurm: {account: \"a;b\"}}",
    "{slurm: {constraint: \"-x\"}}", "{slurm: {constraint: \"$x\"}}", "{slurm: {tasks: 0}}",
    "{slurm: {nodes: 0}}",
    "{slurm: {time: 60}}", "{slurm: {time: 30s}}", "{slurm: {time: 01:00:00}}", "{slurm: {queue: 1}}",
    "{slurm: {command: \"sh -c x\"}}", "{slurm: {cpus: 4}}",
    "{local: 0}", "{local: -1}", "{local: 1025}", "{local: 2s}", "{silence: 5s}", "{silence: 30}",
    "{connect: 2h}", "{ssh: [{host: a}, {host: b}, {host: a}]}",
    "{local: 1, ssh: [{host: a, name: local}, {host: b}]}",
    "{slurm: [{partition: a}, {partition: b}]}", "{ssh: {host: slurm}, slurm: {tasks: 2}}",
    "{ssh: {host: a, operator: mayo}}", "{ssh: {host: local}}", "{slurm: {name: local}}",
  ]

  @Test func `refuses each wrong pool with one clear message`() throws {
    let report = Self.refused.map { text in
      let result = read(Example.small + "workers: \(text)\n")
      #expect(result.job == nil && result.diagnostics.count == 1, "\(text)")
      return "### \(text)\n\(result.diagnostics.rendered)\n"
    }
    try Golden("workers.txt").expect(report.joined())
  }

  @Test func `no local worker is fine beside other pools`() {
    let result = read(Example.small + "workers: {local: 0, ssh: {host: a}}\n")
    #expect(result.diagnostics.rendered == "")
    #expect(result.job?.workers.local == 0)
  }

  @Test func `refuses lateness and over-selection that contradict themselves`() throws {
    let refused = [
      "on_late: drop", "on_late: wait", "min_clients: 2", "on_late: reassign\n  min_clients: 2",
      "on_late: fail\n  min_clients: 2", "on_late: drop\n  min_clients: 0", "deadline: 0s",
      "cohort: {fraction: 50%, over_select: 0.9}", "cohort: {count: 2, over_select: 11}",
      "cohort: {schedule: s.npy, over_select: 1.3}", "cohort: {over_select: 1.3}",
      "cohort: {count: 2, over_select: 130%}",
    ]
    let report = refused.map { text in
      let result = read(Example.small + "  \(text)\n")
      #expect(result.job == nil && result.diagnostics.count == 1, "\(text)")
      return "### \(text.replacing("\n", with: "\\n"))\n\(result.diagnostics.rendered)\n"
    }
    try Golden("lateness.txt").expect(report.joined())
  }
}

import Determinism

extension SSHPool {
  /// Options of ssh, each a key. Their order is that of the fields.
  struct OptionSection: Section {
    var options: [Option] = []

    subscript(name: String) -> String? {
      get { options.first { $0.name == name }?.value }
      set {
        options.removeAll { $0.name == name }
        if let newValue { options.append(Option(name: name, value: newValue)) }
      }
    }
  }

  var optionSection: OptionSection {
    get { OptionSection(options: options) }
    set { options = newValue.options }
  }
}

extension SSHPool.OptionSection {
  static let about =
    "Options of ssh: those that run no program and waive no check. All others are for your own ssh_config."
  static let fields: [Field<Self>] = [
    option("AddressFamily", .word(["any", "inet", "inet6"]), "Which addresses are used.", "inet6"),
    option("BindAddress", .text(.host), "This machine's address.", "192.0.2.7"),
    option("Ciphers", .text(.algorithms), "The ciphers, in order.", "aes128-gcm@openssh.com"),
    option("Compression", .word(["yes", "no"]), "Whether the connection is compressed.", "yes"),
    option("ConnectTimeout", seconds, "Seconds that connecting may take.", "10"),
    option("HostKeyAlias", .text(.host), "The name that its host key is known by.", "gpu-1"),
    option("HostName", .text(.host), "The name or address to connect to.", "gpu-1.example.org"),
    option("IdentitiesOnly", .word(["yes", "no"]), "Whether only the keys that are named are tried.", "yes"),
    option("IdentityFile", .text(.plainPath), "Your private key.", "~/.ssh/id_muster"),
    option("KexAlgorithms", .text(.algorithms), "How keys are exchanged.", "curve25519-sha256"),
    option("MACs", .text(.algorithms), "The message authentication codes.", "hmac-sha2-256"),
    option("PreferredAuthentications", .text(.algorithms), "How to log in.", "publickey"),
    option(
      "ProxyJump", .text(.jumps), "The hosts on the way, with commas between them.", "muster@gate.example.org"
    ),
    option("ServerAliveCountMax", seconds, "Unanswered questions until the host is lost.", "3"),
    option("ServerAliveInterval", seconds, "Seconds from one question to the next.", "5"),
    option(
      "UserKnownHostsFile", .text(.plainPath),
      "The host keys that you know; a key not in it is then refused.",
      "~/.ssh/known_hosts"),
  ]

  private static func option(_ name: String, _ form: Form<String>, _ about: String, _ example: String)
    -> Field<Self>
  {
    Field(optional: name, \Self.[name], form, about: about, example: example)
  }

  private static let seconds: Form<String> = .wrapping(
    .integer(from: 1, to: 3600) as Form<Int>, wrap: { String($0) }, unwrap: { Int($0) ?? 1 })

  static func refusal(of key: String) -> KeyRefusal? {
    let name = key.lowercased()
    if let known = refusals.first(where: { $0.names.contains { $0.lowercased() == name } }) {
      return known.refusal
    }
    guard nearestName(to: key, among: fields.map(\.shape.key)) == nil else { return nil }
    return KeyRefusal(
      why: "only options that run no program and waive no check may",
      mend: "set it in your own ssh_config")
  }

  private static let refusals: [(names: [String], refusal: KeyRefusal)] = [
    (
      [
        "StrictHostKeyChecking", "NoHostAuthenticationForLocalhost", "VerifyHostKeyDNS", "CheckHostIP",
        "UpdateHostKeys", "GlobalKnownHostsFile",
      ],
      KeyRefusal(
        why: "a host's key is never waived",
        mend: "connect once by hand, `ssh HOST true`, and check the key that it shows")
    ),
    (
      [
        "ProxyCommand", "LocalCommand", "PermitLocalCommand", "RemoteCommand", "KnownHostsCommand", "Match",
        "XAuthLocation", "PKCS11Provider", "SecurityKeyProvider", "ProxyUseFdpass",
      ],
      KeyRefusal(why: "it runs a program", mend: "set it in your own ssh_config")
    ),
    (
      [
        "Include", "IgnoreUnknown", "IdentityAgent", "ForwardAgent", "ForwardX11", "ForwardX11Trusted",
        "LocalForward", "RemoteForward", "DynamicForward", "GatewayPorts", "Tunnel", "SendEnv", "SetEnv",
      ],
      KeyRefusal(
        why: "it would lead from the host to this machine, or to other files of yours",
        mend: "leave it out: a worker needs none of it")
    ),
    (
      [
        "BatchMode", "ControlMaster", "ControlPath", "ControlPersist", "RequestTTY", "EscapeChar", "LogLevel",
        "StdinNull", "SessionType", "ForkAfterAuthentication", "ClearAllForwardings", "Host",
      ],
      KeyRefusal(why: "it is muster's own to set", mend: "leave it out")
    ),
    (["User"], KeyRefusal(why: "the pool has a key for it", mend: "give the pool its `user`")),
    (["Port"], KeyRefusal(why: "the pool has a key for it", mend: "give the pool its `port`")),
  ]
}

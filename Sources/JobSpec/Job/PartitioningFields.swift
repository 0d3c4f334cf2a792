extension Partitioning {
  struct IID: Section {
    var clients = 1

    static let about = "Rows are dealt out at random, in equal numbers."
    static let fields: [Field<Self>] = [Partitioning.clients(\.clients)]
  }

  struct Dirichlet: Section {
    var clients = 1
    var alpha = 1.0
    var minRows = 10

    static let about =
      "Each class is dealt out in parts drawn from a Dirichlet distribution (Hsu et al. 2019)."
    static let fields: [Field<Self>] = [
      Partitioning.clients(\.clients),
      Field(
        "alpha", \.alpha, .number(from: 0.001, to: 1_000_000),
        about: "The concentration: the smaller, the more the clients' classes differ.", example: "0.5"),
      Field(
        "min_rows", \.minRows, .integer(from: 1, to: 1_000_000), default: 10,
        about: "Parts are drawn again until every client has so many rows.", example: "10"),
    ]
  }

  struct Shards: Section {
    var clients = 1
    var perClient = 2

    static let about =
      "Rows are sorted by class and cut into shards; each client gets a few (McMahan et al. 2017)."
    static let fields: [Field<Self>] = [
      Partitioning.clients(\.clients),
      Field(
        "per_client", \.perClient, .integer(from: 1, to: 10_000), default: 2,
        about: "Shards for each client.",
        example: "2"),
    ]
  }

  static let form: Form<Partitioning> = .variant([
    .holding(
      "iid", .section(), about: IID.about, wrap: { (iid: IID) in .iid(clients: iid.clients) },
      unwrap: { if case .iid(let clients) = $0 { IID(clients: clients) } else { nil } }),
    .holding(
      "dirichlet", .section(), about: Dirichlet.about,
      wrap: { (one: Dirichlet) in .dirichlet(clients: one.clients, alpha: one.alpha, minRows: one.minRows) },
      unwrap: {
        guard case .dirichlet(let clients, let alpha, let minRows) = $0 else { return nil }
        return Dirichlet(clients: clients, alpha: alpha, minRows: minRows)
      }),
    .holding(
      "shards", .section(), about: Shards.about,
      wrap: { (one: Shards) in .shards(clients: one.clients, perClient: one.perClient) },
      unwrap: {
        guard case .shards(let clients, let perClient) = $0 else { return nil }
        return Shards(clients: clients, perClient: perClient)
      }),
    .holding(
      "column", .text(.line),
      about: "A client for each value of a column, which is then no feature; csv only.",
      wrap: { .column($0) }, unwrap: { if case .column(let name) = $0 { name } else { nil } }),
    .holding(
      "ranges", .path(),
      about:
        "Client k owns rows offsets[k] up to offsets[k + 1] in the file's order: a NumPy array of clients + 1 whole "
        + "numbers, from 0 to the number of training rows. The test rows are in files of their own.",
      wrap: { .ranges($0) }, unwrap: { if case .ranges(let path) = $0 { path } else { nil } }),
    .holding(
      "resident", .list(of: .section(), atLeast: 1),
      about:
        "A list of the clients' own files, which stay on their owners' hosts; with `data.source.resident` only.",
      wrap: { .resident($0) }, unwrap: { if case .resident(let files) = $0 { files } else { nil } }),
  ])

  private static func clients<Root>(_ slot: Slot<Root, Int>) -> Field<Root> {
    Field("clients", slot, .integer(from: 1, to: 100_000), about: "How many clients there are.", example: "6")
  }
}

extension ResidentPartition: Section {
  package static let about = "One client's rows, in a file that only its owner's workers open."
  package static let fields: [Field<Self>] = [
    Field(
      "owner", \.owner, .text(.account), about: "The participant whose rows they are.", example: "mayo"),
    Field(
      "pool", \.pool, .text(.line), about: "The pool whose workers open the file.", example: "gpu-1",
      identity: false),
    Field(
      "path", \.path, .text(.path),
      about: "The file on that pool's host: absolute, or relative to where its workers look for data.",
      example: "/srv/data/tumours.csv", identity: false),
  ]
}

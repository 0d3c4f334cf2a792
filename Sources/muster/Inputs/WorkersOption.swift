import ArgumentParser
import JobSpec

/// Where clients are trained, as the command line says it.
struct WorkersOption: ParsableArguments {
  @Option(
    name: .customLong("workers"),
    help: ArgumentHelp(
      "A number of workers on this machine, or a file of pools (kind: workers). Default: what the job says.",
      valueName: "number|file"))
  var given: Source?

  enum Source: ExpressibleByArgument {
    case local(Int)
    case file(String)

    init?(argument: String) {
      guard !argument.isEmpty else { return nil }
      self = Int(argument).map(Source.local) ?? .file(argument)
    }

    static let completionKind = CompletionKind.file(extensions: ["yaml", "yml"])
  }

  /// As it was given; nil when it was not.
  var argument: String? {
    switch given {
    case nil: nil
    case .local(let count): "\(count)"
    case .file(let path): path
    }
  }

  func validate() throws {
    if case .local(let count)? = given, !(1...1024).contains(count) {
      throw ValidationError("--workers is from 1 to 1024, or the path of a file")
    }
  }

  /// The workers of a job: those given in the place of its own.
  ///
  /// - Parameter own: the job's, where none are given.
  /// - Throws: `invalid` when the file holds none, or they do not suit the job.
  func workers(for job: Job, else own: (Job) -> Workers = \.workers) throws -> Workers {
    let workers = try chosen() ?? own(job)
    let problems = workerProblems(workers, for: job)
    guard problems.isEmpty else {
      throw Failure(
        .invalid, problems.map { "\(name): \($0)" }.joined(separator: "\nerror: "), help: help)
    }
    return workers
  }

  /// nil when the command line says nothing.
  func chosen() throws -> Workers? {
    switch given {
    case nil: nil
    case .local(let count): .local(count)
    case .file(let path): try WorkersFile.read(path).workers
    }
  }

  /// Where the workers come from.
  private var name: String {
    switch given {
    case nil: "workers"
    case .local(let count): "--workers \(count)"
    case .file(let path): path
    }
  }

  /// A job's own pools were checked with it, but it may name none where its data needs some.
  private var help: String { given == nil ? "name a file that has the pools, with `--workers FILE`" : "" }
}

extension Workers {
  /// Without the pools elsewhere; one for each core where there are none here.
  var onThisMachine: Workers { .local(local.flatMap { $0 > 0 ? $0 : nil }) }

  /// So many on this machine; one for each core when nil.
  static func local(_ count: Int?) -> Workers {
    var workers = Workers()
    workers.local = count
    return workers
  }
}

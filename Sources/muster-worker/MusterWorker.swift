import Glibc
import WorkerProtocol

/// Trains clients for a coordinator that speaks to it over the standard streams. Documentation/worker-protocol.md
/// has the protocol.
@main
enum MusterWorker {
  static func main() {
    switch CommandLine.arguments.dropFirst().first {
    case nil: serve()
    case "--version": print("muster-worker \(musterVersion), worker protocol \(WorkerConnection.version)")
    default:
      complain(
        "usage: muster-worker [--version]\nIt is started by muster, and speaks to it over standard input and output."
      )
      exit(64)
    }
  }

  /// Ends the process with 0 when the coordinator is done or gone, and with 1 after a failure that it was told.
  private static func serve() -> Never {
    var stream = CoordinatorStream()
    exitOnHangUp()
    var connection = WorkerConnection()
    do {
      stream.write(try connection.send(.greeting(.ofThisProcess)))
      try serve(&connection, over: &stream)
    } catch {
      let failure = Failure(error)
      complain(failure.message)
      if let last = try? connection.send(.failed(message: failure.message, help: failure.help)) {
        stream.write(last)
      }
      stream.flush()
      _exit(1)
    }
  }

  /// Answers to requests that came together, and took no time, leave together.
  private static func serve(_ connection: inout WorkerConnection, over stream: inout CoordinatorStream) throws
    -> Never
  {
    var bench = Workbench()
    var flushed = monotonicSeconds()
    var trainingSeconds = Double.infinity
    while true {
      stream.flush()
      connection.receive(stream.read())
      flushed = monotonicSeconds()
      while let request = try connection.next() {
        // Nobody shall wait for an answer that is ready while something long is worked out.
        if case .train = request, trainingSeconds > patience { stream.flush() }
        if case .finish = request {
          stream.flush()
          _exit(0)
        }
        guard let reply = try bench.handle(request, model: connection.model) else { continue }
        try bench.withUpdate(of: reply) { floats in
          stream.write(try connection.send(reply, floats: floats), floats: floats)
        }
        if case .trained(_, let training) = reply { trainingSeconds = training.seconds }
        let now = monotonicSeconds()
        if now - flushed > patience {
          stream.flush()
          flushed = now
        }
      }
    }
  }

  /// How many seconds an answer may be held while others are worked out.
  private static let patience = 0.0005

  private static func complain(_ text: String) {
    let line = Array("muster-worker: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
  }
}

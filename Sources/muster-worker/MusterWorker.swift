import Glibc
import Kernel
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
    let stream = CoordinatorStream()
    exitOnHangUp()
    var connection = WorkerConnection()
    do {
      let blas = try BLAS.system()
      stream.write(try connection.send(.greeting(Greeting(of: blas))))
      var bench = Workbench(blas: blas)
      while true {
        for request in try connection.receive(stream.read()) {
          if case .finish = request { exit(0) }
          if let reply = try bench.handle(request) { stream.write(try connection.send(reply)) }
        }
      }
    } catch {
      let failure = Failure(error)
      complain(failure.message)
      if let last = try? connection.send(.failed(message: failure.message, help: failure.help)) {
        stream.write(last)
      }
      exit(1)
    }
  }

  private static func complain(_ text: String) {
    let line = Array("muster-worker: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
  }
}

import Glibc
import WorkerProtocol

/// Trains clients for a coordinator that speaks to it over the standard streams. Documentation/worker-protocol.md
/// has the protocol.
@main
enum MusterWorker {
  static func main() {
    guard let options = Options(CommandLine.arguments.dropFirst()) else {
      complain(Options.usage)
      exit(64)
    }
    if options.showsVersion {
      print("muster-worker \(musterVersion), worker protocol \(WorkerConnection.version)")
    } else {
      serve(options)
    }
  }

  /// Ends the process with 0 when the coordinator is done or gone, and with 1 after a failure that it was told.
  private static func serve(_ options: Options) -> Never {
    var stream = CoordinatorStream()
    var connection = WorkerConnection()
    do {
      stream.write(try connection.send(.greeting(.ofThisProcess)))
      let first = try firstRequest(&connection, over: &stream)
      if case .relay = first { relay(connection.unread, output: stream.output.descriptor) }
      exitOnHangUp()
      sendSignsOfLife(over: stream.output)
      try answer(first, &connection, over: &stream, dataRoots: options.dataRoots)
    } catch let error as ProtocolError {
      // What came was damaged on its way: another worker may be luckier, so this is no failure of the work.
      complain(error.description)
      stream.end(code: 1)
    } catch {
      let failure = Failure(error)
      complain(failure.message)
      let last = try? connection.send(.failed(message: failure.message, help: failure.help))
      stream.end(with: last ?? [], code: 1)
    }
  }

  private static func firstRequest(
    _ connection: inout WorkerConnection, over stream: inout CoordinatorStream
  ) throws(ProtocolError) -> Request {
    stream.flush()
    while true {
      connection.receive(stream.read())
      if let request = try connection.next() { return request }
    }
  }

  /// Answers to requests that came together, and took no time, leave together.
  private static func answer(
    _ first: Request, _ connection: inout WorkerConnection, over stream: inout CoordinatorStream,
    dataRoots: DataRoots
  ) throws -> Never {
    var bench = Workbench(dataRoots: dataRoots)
    var flushed = monotonicSeconds()
    var trainingSeconds = Double.infinity
    var next: Request? = first
    while true {
      while let request = next {
        // Nobody shall wait for an answer that is ready while something long is worked out.
        if case .train = request, trainingSeconds > patience { stream.flush() }
        if case .finish = request { stream.end(code: 0) }
        if let reply = try bench.handle(request, model: connection.model) {
          connection.identity = bench.identity
          try bench.withUpdate(of: reply) { floats in
            stream.write(try connection.send(reply, floats: floats), floats: floats)
          }
          if case .trained(_, let training) = reply { trainingSeconds = training.seconds }
        }
        let now = monotonicSeconds()
        if now - flushed > patience {
          stream.flush()
          flushed = now
        }
        next = try connection.next()
      }
      stream.flush()
      connection.receive(stream.read())
      flushed = monotonicSeconds()
      next = try connection.next()
    }
  }

  /// How many seconds an answer may be held while others are worked out.
  private static let patience = 0.0005

  private static func complain(_ text: String) {
    let line = Array("muster-worker: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
  }
}

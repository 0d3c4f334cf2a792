import Testing
import WorkerProtocol

@testable import Launching

struct SSHWorkersTests {
  /// No program starts with a variable of more than 128 KiB (execve(2)).
  @Test(.enabled(if: (try? SSHCommand.program()) != nil, "there is no ssh on this machine"))
  func `what waits for a connection that cannot be made is dropped`() throws {
    var pool = SSHWorkers(
      host: SSHHost(host: "h1"), config: nil,
      environment: [("MUSTER_TEST", String(repeating: "x", count: 200_000))], grace: 1)
    for worker in [1, 2] {
      try pool.start(worker: worker)
      let start = RelayMessage.start(worker: worker).encoded
      #expect(pool.waiting.count == RelayConnection.request.count + start.count)
      guard case .closed(worker, let end)? = pool.connect().first else { continue }
      #expect(end.kind == .unreachable)
      #expect(end.reason.hasSuffix("cannot be started: Argument list too long"))
      #expect(pool.waiting.isEmpty)
    }
  }
}

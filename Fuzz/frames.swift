import Determinism

@testable import WorkerProtocol

/// Gives the bytes to both ends of a worker's stream: as they are, and as frames whose checksums are right, so that
/// what lies behind the checksum is tried too.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  receive(bytes, cutAt: count / 2)
  receive(sealed(bytes), cutAt: count / 3)
  return 0
}

/// Frames of a kind (one byte), a length (one byte) and that many bytes of payload.
private func sealed(_ bytes: [UInt8]) -> [UInt8] {
  var rest = bytes[...]
  var stream: [UInt8] = []
  while let kind = rest.popFirst(), let length = rest.popFirst() {
    let payload = rest.prefix(Int(length))
    rest = rest.dropFirst(payload.count)
    stream += Frame.bytes(kind: kind) { writer in
      for byte in payload { writer.write(byte) }
    }
  }
  return stream
}

private let greeting = Greeting(
  host: "h", pid: 1, version: "0", blasLibrary: "b", blasConfiguration: "c", fingerprint: Digest.of(""))

/// What the coordinator asked, so that the bytes can be answers.
private let asked: [Request] = [
  .prepare(Preparation(dataset: [], model: [], training: [], seed: 0, parameters: 1)), .setModel([0]),
  .train(task: 0, round: 1, client: 0), .evaluate(task: 0, rows: 0..<1),
]

private func greetedWorker() -> WorkerConnection {
  var worker = WorkerConnection()
  _ = try? worker.send(.greeting(greeting))
  return worker
}

/// However the stream is cut, the outcome is the same, and a request that is taken is the bytes that came.
private func receive(_ bytes: [UInt8], cutAt cut: Int) {
  var worker = greetedWorker()
  let requests = Result { () throws(ProtocolError) in try worker.receive(bytes) }
  var cutWorker = greetedWorker()
  let cutRequests = Result { () throws(ProtocolError) in
    try cutWorker.receive(Array(bytes.prefix(cut))) + cutWorker.receive(Array(bytes.dropFirst(cut)))
  }
  if case .success(let requests) = requests {
    precondition(bytes.starts(with: requests.flatMap { $0.encoded() }))
    if case .failure = cutRequests { preconditionFailure("a cut stream is refused") }
  } else if case .success = cutRequests {
    preconditionFailure("a cut stream is taken")
  }
  var coordinator = CoordinatorConnection()
  _ = try? coordinator.receive(GreetingLine.bytes + Reply.greeting(greeting).encoded())
  for request in asked { _ = try? coordinator.sent(request) }
  _ = try? coordinator.receive(bytes)
  var strange = CoordinatorConnection()
  _ = try? strange.receive(bytes)
  _ = try? strange.end()
}

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

/// Frames of a kind (one byte), a length (one byte) and that many bytes, of which the kind's highest bit but one says
/// whether they are the head or floats.
private func sealed(_ bytes: [UInt8]) -> [UInt8] {
  var rest = bytes[...]
  var stream: [UInt8] = []
  while let kind = rest.popFirst(), let length = rest.popFirst() {
    let content = Array(rest.prefix(Int(length)))
    rest = rest.dropFirst(content.count)
    let floats = kind & 0x40 == 0 ? [] : content.map(Float.init)
    let head = kind & 0x40 == 0 ? content : []
    stream += floats.withUnsafeBufferPointer { Frame.bytes(kind: kind & 0xbf, head: head, floats: $0) }
    stream += floats.withUnsafeBytes { [UInt8]($0) }
  }
  return stream
}

private let greeting = Greeting(host: "h", pid: 1, version: "0")

/// What the coordinator asked, so that the bytes can be answers, and how many floats went with it.
private func asked(_ challenge: [UInt8]) -> [(request: Request, floats: Int)] {
  let preparation = Preparation(
    dataset: [], model: [], training: [], seed: 0, numerics: 1, parameters: 1, challenge: challenge)
  return [
    (.probe(Probe()), 0), (.prepare(preparation), 0), (.setModel, 1),
    (.train(task: 0, round: 1, client: 0), 0), (.evaluate(task: 0, rows: 0..<1), 0),
  ]
}

private let challenge = [UInt8](repeating: 1, count: 32)
private let key = SigningKey(seed: challenge)

private func greetedWorker() -> WorkerConnection {
  var worker = WorkerConnection()
  _ = try? worker.send(.greeting(greeting))
  return worker
}

/// The requests of some bytes, each as the bytes it must have come from.
private func requests(_ bytes: [UInt8], of worker: inout WorkerConnection) throws(ProtocolError) -> [UInt8] {
  worker.receive(bytes)
  var stream: [UInt8] = []
  while let request = try worker.next() {
    let floats = request == .setModel ? worker.model : []
    stream += floats.withUnsafeBufferPointer { request.encoded(floats: $0) }
    stream += floats.withUnsafeBytes { [UInt8]($0) }
  }
  return stream
}

/// However the stream is cut, the outcome is the same, and a request that is taken is the bytes that came.
private func receive(_ bytes: [UInt8], cutAt cut: Int) {
  var worker = greetedWorker()
  let whole = Result { () throws(ProtocolError) in try requests(bytes, of: &worker) }
  var cutWorker = greetedWorker()
  let parts = Result { () throws(ProtocolError) in
    try requests(Array(bytes.prefix(cut)), of: &cutWorker)
      + requests(Array(bytes.dropFirst(cut)), of: &cutWorker)
  }
  switch (whole, parts) {
  case (.success(let stream), .success(let cutStream)):
    precondition(bytes.starts(with: stream) && stream == cutStream)
  case (.failure, .failure): break
  default: preconditionFailure("the outcome depends on where the stream is cut")
  }
  for challenge in [[], challenge] {
    var coordinator = CoordinatorConnection()
    _ = try? coordinator.receive(GreetingLine.bytes + Reply.greeting(greeting).encoded())
    for (request, floats) in asked(challenge) { _ = try? coordinator.sent(request, floats: floats) }
    _ = try? coordinator.receive(bytes)
  }
  receiveSigned(bytes)
  var strange = CoordinatorConnection()
  _ = try? strange.receive(bytes)
  _ = try? strange.end()
}

/// What follows the signed `prepared` of a worker: nothing passes but signs of life.
private func receiveSigned(_ bytes: [UInt8]) {
  let preparation = Preparation(
    dataset: [], model: [], training: [], seed: 0, numerics: 1, parameters: 1, challenge: challenge)
  var worker = WorkerConnection(identity: key)
  var coordinator = CoordinatorConnection()
  worker.receive(Request.prepare(preparation).encoded())
  let zero = Digest.of([])
  let ready = Readiness(
    dataDigest: zero, clients: 1, fingerprint: zero, blasLibrary: nil, blasConfiguration: nil)
  guard (try? coordinator.send(.prepare(preparation))) != nil, (try? worker.next()) != nil,
    let hello = try? worker.send(.greeting(greeting)), let prepared = try? worker.send(.prepared(ready)),
    (try? coordinator.receive(hello + prepared))?.count == 2
  else { preconditionFailure("a good worker is refused") }
  let answers = (try? coordinator.receive(bytes)) ?? []
  precondition(answers.allSatisfy { $0.reply == .alive }, "an answer passes without a signature")
}

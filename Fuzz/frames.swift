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

/// However the stream is cut, the outcome is the same, and a request that is taken is the bytes that came.
private func receive(_ bytes: [UInt8], cutAt cut: Int) {
  var worker = WorkerConnection()
  let requests = Result { () throws(ProtocolError) in try worker.receive(bytes) }
  var cutWorker = WorkerConnection()
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
  _ = try? coordinator.receive(GreetingLine.bytes + bytes)
  var strange = CoordinatorConnection()
  _ = try? strange.receive(bytes)
  _ = try? strange.end()
}

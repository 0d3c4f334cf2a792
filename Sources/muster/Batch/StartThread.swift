import Glibc

/// Runs a body in a thread of its own, which may block as it likes.
///
/// - Throws: `cannotWrite` when the system has no thread left.
func startThread(_ body: @escaping @Sendable () -> Void) throws {
  let errand = Unmanaged.passRetained(Errand(body))
  var thread = pthread_t()
  let code = pthread_create(
    &thread, nil,
    { pointer in
      if let pointer { Unmanaged<Errand>.fromOpaque(pointer).takeRetainedValue().body() }
      return nil
    }, errand.toOpaque())
  guard code == 0 else {
    errand.release()
    throw Failure(.cannotWrite, "no thread: \(String(cString: strerror(code)))", help: "lower `max_parallel`")
  }
  pthread_detach(thread)
}

private final class Errand: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

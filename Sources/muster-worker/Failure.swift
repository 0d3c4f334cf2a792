import Datasets
import Determinism
import Kernel
import WorkerProtocol

/// Why this worker cannot go on, for people.
struct Failure: Error {
  let message: String
  let help: String?

  init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }

  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as DatasetError: self.init(error.description, help: error.help)
    case let error as ProtocolError: self.init(error.description, help: error.help)
    case is CanonicalError:
      self.init("the recipes cannot be decoded", help: ProtocolError.version(theirs: "", ours: 0).help)
    default: self.init("\(error)")
    }
  }
}

/// Why this machine's BLAS cannot be used.
package enum BLASError: Error, Equatable, CustomStringConvertible {
  case notFound(library: String, reason: String)
  case lacks(symbol: String, library: String)

  package var description: String {
    switch self {
    case .notFound(let library, let reason):
      "no BLAS: \(library) cannot be loaded (\(reason)); install one: apt-get install libopenblas0-pthread"
    case .lacks(let symbol, let library):
      "\(library) has no \(symbol); install a whole BLAS: apt-get install libopenblas0-pthread"
    }
  }
}

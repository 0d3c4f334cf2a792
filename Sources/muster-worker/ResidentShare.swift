import Datasets
import Determinism
import WorkerProtocol

extension Survey {
  /// What may be told of the file: canonical bytes of counts and sums.
  func findings(_ dataRoots: DataRoots) throws -> [UInt8] {
    let recipe = try decode(recipe, ResidentRecipe.init(from:))
    var writer = CanonicalWriter()
    if let deviations {
      let squares = try squaredDeviations(
        recipe, client: client, path: path, digest: deviations.digest, means: deviations.means,
        read: dataRoots.open)
      writer.write(squares) { $0.write($1) }
    } else {
      try survey(recipe, client: client, path: path, read: dataRoots.open).encode(to: &writer)
    }
    return writer.bytes
  }
}

/// The rows of the clients that lie here.
func residentData(_ recipe: [UInt8], _ share: ResidentShare, _ dataRoots: DataRoots) throws -> ResidentData {
  try prepare(
    try decode(recipe, ResidentRecipe.init(from:)), try decode(share.layout, ResidentLayout.init(from:)),
    here: share.clients.map { ($0.client, $0.path) }, read: dataRoots.open)
}

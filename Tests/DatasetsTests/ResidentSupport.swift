import Datasets
import Determinism

/// A federation whose owners' files are given here, client after client; client k's is at "k.csv".
struct Federation {
  var recipe: ResidentRecipe
  var files: [String]

  /// - Parameter path: "k.csv".
  func read(_ path: String) throws(DatasetError) -> FileBytes {
    guard let client = Int(path.dropLast(4)), files.indices.contains(client) else {
      throw DatasetError(path: path, kind: .unreadable(reason: "no such file"))
    }
    return FileBytes(Array(files[client].utf8))
  }

  func survey(_ client: Int) throws(DatasetError) -> ResidentSurvey {
    try Datasets.survey(recipe, client: client, path: "\(client).csv", read: read)
  }

  func squares(_ client: Int, digest: Digest, means: [Double]) throws(DatasetError) -> [Double] {
    try squaredDeviations(
      recipe, client: client, path: "\(client).csv", digest: digest, means: means, read: read)
  }

  /// Both looks, the answers sent as bytes.
  func layout() throws -> ResidentLayout {
    var clients: [(name: String, survey: ResidentSurvey)] = []
    for client in files.indices {
      var reader = CanonicalReader(encoded(try survey(client)))
      clients.append(("owner-\(client)", try ResidentSurvey(from: &reader)))
    }
    let surveys = try ResidentSurveys(recipe, clients)
    guard let means = surveys.means else { return try surveys.layout() }
    return try surveys.layout(
      squares: files.indices.map { try squares($0, digest: clients[$0].survey.digest, means: means) })
  }

  func data(_ layout: ResidentLayout, here: [Int]) throws(DatasetError) -> ResidentData {
    try prepare(recipe, layout, here: here.map { ($0, "\($0).csv") }, read: read)
  }

  /// What planning or any client refuses, as a user sees it: the description, then the help.
  func refusal() -> String {
    do {
      _ = try data(try layout(), here: Array(files.indices))
      return "no error"
    } catch let error as DatasetError {
      return shown(error)
    } catch {
      return "\(error)"
    }
  }
}

/// An error as a user sees it.
func shown(_ error: DatasetError) -> String {
  error.description + (error.help.map { "\nhelp: " + $0 } ?? "")
}

func encoded(_ recipe: ResidentRecipe) -> [UInt8] {
  var writer = CanonicalWriter()
  recipe.encode(to: &writer)
  return writer.bytes
}

func encoded(_ survey: ResidentSurvey) -> [UInt8] {
  var writer = CanonicalWriter()
  survey.encode(to: &writer)
  return writer.bytes
}

func encoded(_ layout: ResidentLayout) -> [UInt8] {
  var writer = CanonicalWriter()
  layout.encode(to: &writer)
  return writer.bytes
}

/// A recipe of the label column "y".
func residentRecipe(
  scale: DatasetRecipe.Scale = .none, classes: Bool = true, fraction: Double = 0.25, stratified: Bool = false,
  seed: UInt64 = 7
) -> ResidentRecipe {
  ResidentRecipe(
    label: "y", scale: scale, labelsAreClasses: classes,
    test: .init(fraction: fraction, stratified: stratified), seed: seed)
}

/// Files of different lengths with the features a, b, c and d and a label of up to `classes` classes. All of a client's
/// rows have the same c; d is a zero of either sign.
func randomFiles(clients: Int, classes: Int, _ stream: inout RandomStream) -> [String] {
  (0..<clients).map { client in
    let rows = (0..<20 + stream.below(80)).map { _ in
      let a = Double(stream.below(1_000_000)) / 997
      let b = Double(stream.below(1000)) * 1e6 - 3e8
      return
        "\(a),\(b),\(client < 2 ? 0.1 : 0.3),\(stream.below(2) == 0 ? "0" : "-0"),\(stream.below(classes))\n"
    }
    return "a,b,c,d,y\n" + rows.joined()
  }
}

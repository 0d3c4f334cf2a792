import Datasets
import Testing

@testable import Planning

/// A client's own file in the tests, and where it lies.
struct ResidentFile {
  var owner: String
  var pool = "local"
  var path = "/srv/rows.csv"
  var csv: String

  /// Makes the job of ``PlannedText`` one over these.
  static func changes(_ clients: [ResidentFile]) -> [(String, String)] {
    let files = clients.map { "{owner: \($0.owner), pool: \($0.pool), path: \($0.path)}" }
    return [
      ("csv: rows.csv", "resident: csv"), ("  owners: [ann, bob, cy]\n", ""),
      ("{iid: {clients: 4}}", "{resident: [\(files.joined(separator: ", "))]}"),
    ]
  }

  /// What the workers of all clients would tell of their files, of which this process holds the text.
  static func layout(_ clients: [ResidentFile], _ changes: (String, String)...) throws -> ResidentLayout {
    let (job, _) = PlannedText.read(self.changes(clients) + changes)
    let (recipe, named) = try #require(residentRecipe(job))
    func read(_ index: Int) -> ReadData {
      { (_) throws(DatasetError) in FileBytes(Array(clients[index].csv.utf8)) }
    }
    let told = try clients.indices.map { index in
      (
        name: named[index].name,
        survey: try survey(recipe, client: index, path: named[index].path, read: read(index))
      )
    }
    let surveys = try ResidentSurveys(recipe, told)
    guard let means = surveys.means else { return try surveys.layout() }
    return try surveys.layout(
      squares: clients.indices.map { index in
        try squaredDeviations(
          recipe, client: index, path: named[index].path, digest: told[index].survey.digest, means: means,
          read: read(index))
      })
  }
}

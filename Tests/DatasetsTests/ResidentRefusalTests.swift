import Datasets
import Determinism
import Testing

struct ResidentRefusalTests {
  private static func file(_ header: String, _ row: (Int) -> String, rows: Int = 12) -> String {
    header + "\n" + (0..<rows).map { row($0) + "\n" }.joined()
  }

  private static let sound = file("a,b,y", { "\($0),\($0 * $0),\($0 % 2)" })

  @Test(arguments: [
    (
      file("a,c,y", { "\($0),1,0" }),
      "client `owner-1` has the feature `c` where client `owner-0` has the feature `b`\n"
        + "help: give all files the same columns in the same order, or name those to leave out in `data.source.drop`"
    ),
    (
      file("a,y", { "\($0),0" }),
      "client `owner-1` has no more features where client `owner-0` has the feature `b`\n"
        + "help: give all files the same columns in the same order, or name those to leave out in `data.source.drop`"
    ),
    (
      file("a,b,y", { "\($0),1,0" }, rows: 6),
      "1.csv: leaves 4 rows to train on, and sums over fewer than 5 would tell of single rows\n"
        + "help: use more rows, or leave the client out"
    ),
    (
      file("a,b,y", { "\($0),1,name \($0)" }),
      "1.csv: the label column has 12 different texts in 12 rows\n"
        + "help: class names leave their owner, so they must be fewer than the rows and at most 10000: name another"
        + " column in `data.source.label`, or set `use_case.task` to `regression`"
    ),
    ("a,b,y\n", "1.csv: has no rows\nhelp: add rows, or name another file"),
  ]) func `what cannot be trained on together is refused by client`(file: String, message: String) {
    let federation = Federation(recipe: residentRecipe(), files: [Self.sound, file])
    #expect(federation.refusal() == message)
  }

  /// Errors leave the owner as well.
  @Test(arguments: [
    (
      "a,b,y\n1,secret,0\n",
      "1.csv:2: column `b`: `…` is not a number\n"
        + "help: write finite decimal numbers such as 12, -0.5 or 1e-3, or name the column in `data.source.drop`"
    ),
    (
      "a,b,y\n1,9e99,0\n",
      "1.csv:2: column `b`: `…` is too large for a 32-bit float\nhelp: measure the column in a larger unit"
    ),
    (
      "a,b,y\n1,2,s\u{7}t\n",
      "1.csv:2: column `y`: `…` holds a control or invisible character\n"
        + "help: names of columns, classes and clients are plain text of one line"
    ),
    // The header line is missing: what stands there is a row.
    (
      "17.99,10.38,malignant\n",
      "1.csv:1: column `y`: there is no such column\nhelp: compare the name with the file's header line"
    ),
    ("17.99,17.99,x\n", "1.csv:1: columns 1 and 2 have the same name\nhelp: rename one of them"),
  ]) func `an error holds no text of the file`(file: String, message: String) {
    #expect(Federation(recipe: residentRecipe(), files: [Self.sound, file]).refusal() == message)
  }

  @Test func `a recipe that contradicts itself is refused before a file is read`() {
    var recipe = residentRecipe(fraction: .nan)
    #expect(recipe.contradictions.map(\.description) == ["the test fraction is nan"])
    #expect(
      Federation(recipe: recipe, files: [Self.sound]).refusal()
        == "the test fraction is nan\nhelp: use a fraction above 0 and below 1")
    recipe = residentRecipe()
    recipe.label = nil
    #expect(
      Federation(recipe: recipe, files: [Self.sound]).refusal()
        == "it is not said which column is the label\nhelp: name it in `data.source.label`")
    #expect(
      Federation(recipe: residentRecipe(), files: []).refusal() == "`clients` is 0\nhelp: use at least 1")
  }

  @Test func `a file that changed since its survey is refused`() throws {
    var federation = Federation(recipe: residentRecipe(scale: .minmax), files: [Self.sound, Self.sound])
    let layout = try federation.layout()
    let message =
      "1.csv: is not as client 1's file was when the run was planned\n"
      + "help: bring back the file as it was, or start a new run"
    func refusal() -> String {
      do {
        _ = try federation.data(layout, here: [0, 1])
        return "no error"
      } catch { return shown(error) }
    }
    #expect(refusal() == "no error")
    // One space: the same rows, another file.
    federation.files[1] += "\n"
    #expect(refusal() == message)
    federation.files[1] = Self.sound
    federation.recipe.scale = .none
    #expect(refusal() == message.replacing("1.csv", with: "0.csv").replacing("client 1", with: "client 0"))
  }

  @Test(arguments: [[2], [-1], [.max], [0, 1, 0]])
  func `a client that the run does not have is refused`(here: [Int]) throws {
    let federation = Federation(recipe: residentRecipe(), files: [Self.sound, Self.sound])
    let layout = try federation.layout()
    let client = here[here.count - 1]
    let error = #expect(throws: DatasetError.self) { try federation.data(layout, here: here) }
    #expect(
      error.map(shown)
        == "\(client).csv: is named for client \(client), which the run does not have or has a file for already\n"
        + "help: use the same version of muster and of muster-worker")
  }

  @Test(arguments: [
    [[1, 2]], [[1, 2], [1]], [[1, 2], [1, .infinity]], [[1, 2], [1, -1]], [[1, 2], [.nan, 1]],
  ])
  func `squares that no file gives are refused by client`(squares: [[Double]]) throws {
    let federation = Federation(recipe: residentRecipe(scale: .standard), files: [Self.sound, Self.sound])
    let surveys = try ResidentSurveys(
      federation.recipe, [("a", federation.survey(0)), ("b", federation.survey(1))])
    let error = #expect(throws: DatasetError.self) { try surveys.layout(squares: squares) }
    #expect(
      error.map(shown)
        == "what client `b` tells of its file cannot be of one file\n"
        + "help: ask the operator of its worker, which is not this program or is broken")
  }

  @Test func `a survey made by another recipe is refused by client`() throws {
    var federation = Federation(recipe: residentRecipe(scale: .minmax), files: [Self.sound, Self.sound])
    let other = try federation.survey(1)
    for change in [
      { (recipe: inout ResidentRecipe) in recipe.scale = .standard },
      { (recipe: inout ResidentRecipe) in recipe.labelsAreClasses = false },
    ] {
      federation.recipe = residentRecipe(scale: .minmax)
      change(&federation.recipe)
      let own = try federation.survey(0)
      let error = #expect(throws: DatasetError.self) {
        try ResidentSurveys(federation.recipe, [("a", own), ("b", other)])
      }
      #expect(error == DatasetError(kind: .resident(.unsoundSurvey(client: "b"))))
    }
  }
}

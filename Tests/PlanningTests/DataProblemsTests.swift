import JobSpec
import Testing
import YAMLTree

@testable import Planning

/// What the data says against a job that is sound by itself.
struct DataProblemsTests {
  @Test func `names and numbers that the data contradicts, all in one pass`() {
    let csv = PlannedText.csv + "70,61,new\n71,61,new\n72,61,new\n73,61,new\n74,61,new\n"
    #expect(
      PlannedText(
        ("of: sick", "of: sik"), ("model: softmax", "model: logistic"),
        ("{iid: {clients: 4}}", "{column: weight}"),
        ("count: 2", "count: 8"), csv: csv
      ).diagnostics == """
        job.yaml:8:33: error: the data has no class `sik`
          |
        8 |   success: {metric: recall, of: sik, at_least: 0.5}
          |                                 ^^^
          = help: the classes are `new`, `sick`, `well`

        job.yaml:14:8: error: `logistic` tells two classes apart, but the label has 3
           |
        14 | model: logistic
           |        ^^^^^^^^
           = help: use `softmax` or `mlp`

        job.yaml:21:19: error: a cohort of 8 is asked of 7 clients
           |
        21 |   cohort: {count: 8}
           |                   ^
           = help: ask for at most 7, or make more partitions
        """)
  }

  @Test func `a criterion of a class without test rows`() {
    let rare = PlannedText.csv + "70,61,new\n"
    #expect(
      PlannedText(("stratified: true", "stratified: false"), ("of: sick", "of: new"), csv: rare).diagnostics
        == """
        job.yaml:8:33: error: no test row is of class `new`, so nothing can be measured of it
          |
        8 |   success: {metric: recall, of: new, at_least: 0.5}
          |                                 ^^^
          = help: set `data.test.stratified` to `true`, or use more rows of it
        """)
  }

  @Test func `one class, and more classes than can be told apart`() {
    #expect(
      PlannedText(("of: sick, ", ""), csv: PlannedText.csv.replacing("sick", with: "well")).diagnostics == """
        job.yaml:10:34: error: every row has the same label, so there is nothing to learn
           |
        10 |   source: {csv: rows.csv, label: state, scale: standard}
           |                                  ^^^^^
           = help: name other labels, or use data of at least two classes
        """)
    let many = "age,weight,state\n" + (0..<6006).map { "1,2,\($0 % 1001)\n" }.joined()
    #expect(
      PlannedText(("of: sick, ", ""), csv: many).diagnostics == """
        job.yaml:10:34: error: the label has 1001 different values; at most 1000 classes can be told apart
           |
        10 |   source: {csv: rows.csv, label: state, scale: standard}
           |                                  ^^^^^
           = help: use `task: regression` if the label is a number to predict
        """)
  }

  @Test func `one class in array files is the label file's`() {
    let idx = ("csv: rows.csv, label: state", "idx: {images: images, labels: labels}")
    let images: [UInt8] = [0, 0, 8, 2, 0, 0, 0, 20, 0, 0, 0, 1] + Array(0..<20)
    let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 20] + Array(repeating: 7, count: 20)
    #expect(
      PlannedText(
        [idx, ("of: sick, ", "")], csv: nil, files: ["folder/images": images, "folder/labels": labels]
      ).diagnostics == """
        job.yaml:10:42: error: every row has the same label, so there is nothing to learn
           |
        10 |   source: {idx: {images: images, labels: labels}, scale: standard}
           |                                          ^^^^^^
           = help: name other labels, or use data of at least two classes
        """)
  }

  @Test func `a model that its inputs make too large`() {
    let columns = (0..<4000).map { "c\($0)" }.joined(separator: ",")
    let zeros = String(repeating: "0,", count: 4000)
    let csv = columns + ",state\n" + (0..<40).map { zeros + ($0 % 4 == 0 ? "sick" : "well") + "\n" }.joined()
    #expect(
      PlannedText(("model: softmax", "model: {mlp: {hidden: [60000]}}"), csv: csv).diagnostics == """
        job.yaml:14:24: error: the model has 240180002 parameters; the record holds models of at most 200000000
           |
        14 | model: {mlp: {hidden: [60000]}}
           |                        ^^^^^
           = help: make the hidden layers narrower or fewer
        """)
  }
}

/// What is wrong with a data file or with what the job asks of it is shown at the field that is to be mended.
struct DataPlaceTests {
  @Test func `a cell of the file`() {
    #expect(
      PlannedText(csv: "age,weight,state\n1,x,sick\n").diagnostics == """
        job.yaml:10:17: error: folder/rows.csv:2: column `weight`: `x` is not a number
           |
        10 |   source: {csv: rows.csv, label: state, scale: standard}
           |                 ^^^^^^^^
           = help: write finite decimal numbers such as 12, -0.5 or 1e-3, or name the column in `data.source.drop`
        """)
  }

  @Test func `a file that is not there`() {
    #expect(
      PlannedText(("rows.csv", "other.csv")).diagnostics == """
        job.yaml:10:17: error: folder/other.csv: cannot be read: not here
           |
        10 |   source: {csv: other.csv, label: state, scale: standard}
           |                 ^^^^^^^^^
           = help: check the path, which is relative to the file that names it
        """)
  }

  @Test(arguments: [
    ("label: state", "label: stat", "stat"), ("scale: standard", "drop: [age, wieght]", "wieght"),
    ("scale: standard", "features: [wait, age]", "wait"), ("{iid: {clients: 4}}", "{column: desk}", "desk"),
    ("csv: rows.csv, label: state", "idx: {images: images, labels: labels}", "images"),
    ("csv: rows.csv, label: state", "npy: {x: x, y: rows.csv}", "x"),
    ("clients: 4", "clients: 33", "33"),
    ("{iid: {clients: 4}}", "{shards: {per_client: 9, clients: 4}}", "4"),
    ("{iid: {clients: 4}}", "{dirichlet: {alpha: 0.01, clients: 8, min_rows: 4}}", "0.01"),
    ("fraction: 0.2", "fraction: 0.001", "0.001"), ("scale: standard", "drop: [age, weight]", "age"),
  ])
  func `a field of the job`(old: String, new: String, marked: String) throws {
    let text = PlannedText((old, new))
    let only = try #require(text.planned.diagnostics.first)
    #expect(text.planned.diagnostics.count == 1)
    #expect(only.place?.text == marked, "\(only.rendered)")
    #expect(only.message.hasPrefix("folder/"))
  }
}

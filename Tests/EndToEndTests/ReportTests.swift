import Foundation
import FoundationXML
import Testing

struct ReportTests {
  @Test func `a run is told as a page, Markdown, CSV and JSON, with the same bytes each time`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try muster.run("report", "1", "-o", "report.html") == Finished(0))
    let page = try Data(contentsOf: URL(fileURLWithPath: folder("report.html")))
    #expect(XMLParser(data: page).parse())
    let text = String(decoding: page, as: UTF8.self)
    #expect(
      text.contains("It ended as planned, after 4 of 4 rounds; its job states no criterion of success."))
    #expect(text.contains("<title>points</title>") && text.contains("Earned so far, in VIL"))
    #expect(!text.contains("http") && !text.contains("<script"))
    #expect(try muster.run("report", "1").output == text)

    let markdown = try muster.run("report", "1", "--format", "md").output
    #expect(markdown.hasPrefix("# points\n\nrun 1 · logistics · classification · "))
    #expect(markdown.contains("| anna | 16.1717 | 4.6205 |  |  | 20.7922 |"))
    let csv = try muster.run("report", "1", "--format", "csv").output.split(separator: "\n")
    #expect(csv.count == 5 && csv[1].hasPrefix("1,points,1,3,0,0,1.08"))
    let json = try #require(
      try muster.run("report", "1", "--format", "json").json() as? [String: [[String: Any]]])
    #expect(json["runs"]?.first?["rounds"] as? [[String: Any]] != nil)
    #expect(folder.files == ["job.yaml", "muster.sqlite", "points.csv", "report.html"])
  }

  @Test func `several runs are compared, by the format that a file's name asks for`() throws {
    let folder = try Folder.with()
    try folder.write(Job(seed: 8).text, to: "other.yaml")
    let muster = Muster(in: folder)
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try muster.run("run", "other.yaml", "--quiet") == Finished(0))
    #expect(try muster.run("report", "1", "2", "-o", "both.MD") == Finished(0))
    let text = try String(contentsOfFile: folder("both.MD"), encoding: .utf8)
    #expect(
      text.hasPrefix(
        "# 2 runs compared\n\nrun 1, points: succeeded  \nrun 2, points: succeeded\n\n## Results\n"))
    #expect(text.contains("| seed | 7 | 8 |"))
  }

  @Test func `what it cannot do is refused, and leaves nothing`() throws {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    #expect(try muster.run("report", "1").status == 64)
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try muster.run("report", "2", "-o", "report.html").status == 64)
    #expect(try muster.run("report", "1", "1").status == 64)
    #expect(try muster.run("report", "1", "-o", "nowhere/report.html").status == 73)
    for name in ["report.pdf", "report", "md"] {
      #expect(
        try muster.run("report", "1", "-o", name)
          == Finished(
            64,
            errors: """
              error: \(name): it cannot be told what to write there
                help: end its name in .html, .md, .json or .csv, or give --format

              """))
    }
    #expect(folder.files == ["job.yaml", "muster.sqlite", "points.csv"])
  }
}

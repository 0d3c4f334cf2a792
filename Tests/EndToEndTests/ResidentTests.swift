import Foundation
import Testing

/// Data that lies with its owners, each with a pool of its own.
@Suite(.enabled(if: Host.canBe, Host.want)) struct ResidentTests {
  private func setting() throws -> (host: Host, folder: Folder, muster: Muster) {
    let (host, folder) = (try Host(), try Folder())
    let lines = Job.points.split(separator: "\n").map(String.init)
    for (name, rows) in [("anna", lines[1..<40]), ("ben", lines[40...])] {
      try folder.write(([lines[0]] + rows).joined(separator: "\n") + "\n", to: "\(name).csv")
    }
    try folder.write(
      Job().text.replacing("csv: points.csv", with: "resident: csv")
        .replacing(
          "{iid: {clients: 5}}",
          with: """

                resident:
                  - {owner: anna, pool: one, path: \(folder("anna.csv"))}
                  - {owner: ben, pool: two, path: \(folder("ben.csv"))}
            """
        )
        .replacing("{count: 3}", with: "{count: 2}").replacing("workers: {local: 2}\n", with: "")
        + "participants: {anna: {roles: [data]}, ben: {roles: [data]}}\n", to: "job.yaml")
    try folder.writeWorkers("ssh: [{host: one, command: COMMAND}, {host: two, command: COMMAND}]")
    var muster = Muster(in: folder)
    muster.environment.merge(host.variables) { _, new in new }
    return (host, folder, muster)
  }

  @Test func `it is trained and reproduced where it lies`() throws {
    let (host, folder, muster) = try setting()
    let done = try muster.run("run", "job.yaml", "--workers", "workers.yaml")
    #expect(done.status == 0, "\(done)")
    #expect(done.output.contains(/muster reproduce 1 --workers workers.yaml  train again/))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(try muster.run("reproduce", "1", "--quiet", "--workers", "workers.yaml") == Finished(0))
    #expect(try muster.run("doctor", "job.yaml", "--workers", "workers.yaml").status == 0)
    expectNoWorkers(of: folder)
    withExtendedLifetime(host) {}
  }

  @Test func `its model is exported with the scale of all, and predictions of its rows are not`() throws {
    let (host, folder, muster) = try setting()
    #expect(try muster.run("run", "job.yaml", "--quiet", "--workers", "workers.yaml") == Finished(0))
    let (exported, refused) = (
      try muster.run("export", "1", "model.safetensors", "--workers", "workers.yaml"),
      try muster.run("export", "1", "rows.csv", "--workers", "workers.yaml")
    )
    #expect(exported.status == 0, "\(exported)")
    #expect(refused.status == 64)
    #expect(
      refused.errors.hasPrefix(
        "error: the test rows of this run lie with their owners, and no row leaves them\n"))
    let model = String(
      decoding: try Data(contentsOf: URL(filePath: folder("model.safetensors"))), as: UTF8.self)
    #expect(model.contains("\"scale_offsets\":\"["))
    var predicting = muster
    predicting.before = "exec < anna.csv"
    let predicted = try predicting.run("predict", "model.safetensors")
    #expect(predicted.status == 0, "\(predicted)")
    #expect(predicted.output.split(separator: "\n").count == 40)
    withExtendedLifetime(host) {}
  }

  @Test func `a file that is not there is named at its place`() throws {
    let (host, folder, muster) = try setting()
    try FileManager.default.removeItem(atPath: folder("ben.csv"))
    let refused = try muster.run("plan", "job.yaml", "--workers", "workers.yaml")
    #expect(refused.status == 65)
    #expect(
      refused.errors.contains(
        /job\.yaml:\d+:\d+: error: ben, in pool two: .*ben\.csv: cannot be read: No such file or directory\n.*\n.*owner: ben/
      ))
    let seen = try muster.run("doctor", "job.yaml", "--workers", "workers.yaml")
    #expect(seen.status == 78)
    #expect(seen.output.contains("bring the file there, under the same path: \(folder("ben.csv"))"))
    withExtendedLifetime(host) {}
  }

  @Test func `without the pools that it lies in there is no run`() throws {
    let (host, folder, muster) = try setting()
    let refused = try muster.run("run", "job.yaml", "--workers", "2")
    #expect(
      refused
        == Finished(
          65,
          errors: """
            error: --workers 2: resident data: there is no pool `one`; the pools are `local`
            error: --workers 2: resident data: there is no pool `two`; the pools are `local`

            """))
    let unnamed = try muster.run("run", "job.yaml")
    #expect(
      unnamed.errors.hasSuffix("\n  help: name a file that has the pools, with `--workers FILE`\n"),
      "\(unnamed)")
    #expect(!folder.files.contains("muster.sqlite"))
    withExtendedLifetime(host) {}
  }

  @Test func `a host without a worker is told before anything is planned`() throws {
    let (host, folder, muster) = try setting()
    try folder.writeWorkers("ssh: [{host: one, command: /nonexistent/worker}, {host: two, command: COMMAND}]")
    let refused = try muster.run("run", "job.yaml", "--workers", "workers.yaml")
    #expect(refused.status == 69, "\(refused)")
    #expect(refused.errors.contains("error: no worker stays up: one: "))
    #expect(refused.errors.contains("`muster doctor` says what each pool lacks"))
    withExtendedLifetime(host) {}
  }
}

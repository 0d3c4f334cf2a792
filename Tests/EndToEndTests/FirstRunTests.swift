import Foundation
import Testing

struct FirstRunTests {
  @Test func `runs a job, and has nothing to do the second time`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    let first = try muster.run("run", "job.yaml")
    print(first, first.output.masked(folder))
    let second = try muster.run("run", "job.yaml")
    print(second)
    for c in [["show", "1"], ["list"], ["verify"], ["rewards", "1"]] { 
      let f = try muster.run(c[0], c.count > 1 ? c[1] : "--format=text")
      print(f.output.masked(folder), f.errors)
    }
  }
}

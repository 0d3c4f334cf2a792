import Testing

struct FirstRunTests {
  @Test func `a first run says what came of it, and the same again has nothing to do`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    let first = try muster.run("run", "job.yaml")
    #expect(first.status == 0)
    #expect(
      first.output.masked(folder) == """
        Run 1 of points succeeded.

          accuracy    0.6667
          f1          0.5430
          loss        0.8221
          test rows   18
          rounds      4 of 4, in DURATION
          parameters  9

        Earned in VIL, on network villages:
          account       data   compute  validator  treasury      total
          anna     16.171776  4.620508                       20.792284
          ben      11.828224  3.379492                       15.207716
          board                                 2         2          4
          total           28         8          2         2         40

        Record muster.sqlite, run 1
          record digest  DIGEST-1

        Next:
          MUSTER show 1       what happened, round by round
          MUSTER rewards 1    who earned what, by which rule, on which evidence
          MUSTER reproduce 1  train again and compare every bit

        """)
    #expect(first.errors.hasSuffix("points: round 4/4  accuracy 0.6667  loss 0.8221\n"))
    #expect(folder.files == ["job.yaml", "muster.sqlite", "points.csv"])

    let again = try muster.run("run", "job.yaml")
    #expect(
      again
        == Finished(0, output: "nothing to do: run 1 in muster.sqlite is this very run, and it succeeded\n"))
  }

  @Test func `show, list, rewards and verify tell of it`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(
      try muster.run("show", "1").output.masked(folder) == """
        Run 1 of points succeeded
          TIME to TIME by tester on HOST
          seed 7, 5 clients with 72 rows
          data points.csv DIGEST-1…

        round  clients  training loss  accuracy      f1    loss  seconds  model
            1        3         1.0859    0.7222  0.6529  1.0181    S.SSS  DIGEST-2…
            2        3         1.0168    0.7222  0.6529  0.9421    S.SSS  DIGEST-3…
            3        3         0.9240    0.6667  0.5430  0.8729    S.SSS  DIGEST-4…
            4        3         0.8758    0.6667  0.5430  0.8221    S.SSS  DIGEST-5…

        class  precision  recall      f1
        blue      0.8571  1.0000  0.9231
        green     0.0000  0.0000  0.0000
        red       0.5455  1.0000  0.7059

        local on MACHINE

        run key        DIGEST-6
        record digest  DIGEST-7

        """)
    #expect(
      try muster.run("list").output.masked(folder) == """
        run  job     status     rounds  started                   record digest
          1  points  succeeded     4/4  TIME  DIGEST-1…

        """)
    #expect(
      try muster.run("verify").output.masked(folder) == """
        run  job     status     record digest
          1  points  succeeded  DIGEST-1
        all is well: integrity, digests, cohorts, ledger

        """)
    #expect(try muster.run("verify", "--quiet") == Finished(0))
  }

  @Test func `rewards tell who earned what, and each round's evidence`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    #expect(
      try muster.run("rewards", "1", "--round", "2")
        == Finished(
          0,
          output: """
            Run 1 of points, in VIL on network villages, round 2

              account  for          earned     weight         of  pot
              anna     data        4.55814         28         43    7
              ben      data        2.44186         15         43    7
              anna     compute    1.302326         28         43    2
              ben      compute    0.697674         15         43    2
              board    validator       0.5  100000000  100000000  0.5
              board    treasury        0.5          1          1  0.5

            data       weighed by the rows of an owner's clients in the cohort
            compute    weighed by the row visits that an operator trained
            validator  weighed by stake, equal where nobody has one
            treasury   in equal parts

            """))
    #expect(
      try muster.run("rewards", "1").output.hasPrefix(
        """
        Run 1 of points, in VIL on network villages, 4 rounds

          account       data   compute  validator  treasury      total
          anna     16.171776  4.620508                       20.792284
          ben      11.828224  3.379492                       15.207716
          board                                 2         2          4
          total           28         8          2         2         40

        """))
    let missing = try muster.run("rewards", "1", "--round", "9")
    #expect(missing == Finished(64, errors: "error: run 1 has 4 finished rounds, not a round 9\n"))
  }

  @Test func `a variable names the record, and an option overrules it`() throws {
    let folder = try Folder.with()
    var muster = Muster(in: folder)
    muster.environment["MUSTER_RECORD"] = "variable.sqlite"
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try muster.run("run", "job.yaml", "--quiet", "--record", "option.sqlite") == Finished(0))
    #expect(folder.files == ["job.yaml", "option.sqlite", "points.csv", "variable.sqlite"])
    #expect(try muster.run("verify", "1", "--quiet") == Finished(0))
  }
}

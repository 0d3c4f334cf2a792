import ArgumentParser

struct LockOption: ParsableArguments {
  @Option(
    name: .customLong("lock-wait"),
    help: ArgumentHelp("Seconds to wait while another muster writes to the record.", valueName: "seconds"))
  var wait = 0.0

  func validate() throws {
    guard (0...1_000_000).contains(wait) else {
      throw ValidationError("--lock-wait is from 0 to 1000000 seconds")
    }
  }
}

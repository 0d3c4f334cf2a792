import ArgumentParser

struct RunArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("A run's number, as muster list shows it.", valueName: "run"))
  var number: Int
}

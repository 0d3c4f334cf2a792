/// What taking care of a record leaves in it: observations, which no digest knows of.
enum CareTables {
  static let all = [arrival]

  static let arrival = Table(
    "arrival", .observation, "The runs that were imported from other records",
    columns: [
      .onlyRun, .time("at", "When"), .text("path", "The other record"),
      .count("number", "The run's number there", from: 1), .text("version", "Muster's version"),
    ],
    hasRowID: true)
}

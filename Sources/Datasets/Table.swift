/// What a source holds before it is split: one row an example, in the source's order.
struct Table {
  var featureNames: [String]
  var values: Values
  var labels: Labels
  /// Of the column that rows are partitioned by.
  var groups: Classes?
  /// The rows from here on are the source's own test rows.
  var testStart: Int?

  var rows: Int { labels.count }
}

/// How many values may lie in memory: 4 GiB as 32-bit floats. What lies in a file may be more.
let valueLimit = 1 << 30

import Testing

/// What a metrics file says, read as strictly as the format allows: "Text-based format", version 0.0.4, of
/// https://prometheus.io/docs/instrumenting/exposition_formats/. Each family has its help and type lines first, once, all are
/// gauges, no series comes twice, and the last line ends with a line feed.
struct StrictExposition {
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  struct Series: Hashable {
    var name: String
    var labels: [String: String]
  }

  private(set) var values: [Series: Double] = [:]

  init(_ text: String) throws {
    guard text.last == "\n" else { throw Fault(description: "no line feed at the end") }
    var families: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if let match = line.wholeMatch(of: /# HELP ([a-z_]+) [^\\]+/) {
        let name = String(match.output.1)
        guard !families.contains(name) else { throw Fault(description: "\(name) comes twice") }
        families.append(name)
      } else if let match = line.wholeMatch(of: /# TYPE ([a-z_]+) gauge/) {
        guard families.last == String(match.output.1) else { throw Fault(description: "type of \(line)") }
      } else {
        let (series, value) = try Self.sample(line)
        guard series.name == families.last else { throw Fault(description: "\(line) is out of place") }
        guard values.updateValue(value, forKey: series) == nil else {
          throw Fault(description: "twice: \(line)")
        }
      }
    }
  }

  private static func sample(_ line: Substring) throws -> (Series, Double) {
    let pattern = /([a-z_]+)(?:\{((?:[a-z_]+="(?:[^"\\]|\\[\\"n])*",?)*)\})? (-?[0-9]+(?:\.[0-9]+)?)/
    guard let match = line.wholeMatch(of: pattern), let value = Double(match.output.3) else {
      throw Fault(description: "no sample: \(line)")
    }
    var labels: [String: String] = [:]
    for label in (match.output.2 ?? "").matches(of: /([a-z_]+)="((?:[^"\\]|\\[\\"n])*)"/) {
      let text = String(label.output.2).replacing(/\\([\\"n])/) {
        $0.output.1 == "n" ? "\n" : String($0.output.1)
      }
      labels[String(label.output.1)] = text
    }
    return (Series(name: String(match.output.1), labels: labels), value)
  }

  subscript(_ name: String, _ labels: [String: String] = [:]) -> Double? {
    values[Series(name: "muster_" + name, labels: labels)]
  }
}

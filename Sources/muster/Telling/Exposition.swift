/// Figures in the text that Prometheus and node_exporter read: "Text-based format", version 0.0.4, of
/// https://prometheus.io/docs/instrumenting/exposition_formats/. All are gauges.
struct Exposition: Equatable {
  struct Sample: Equatable {
    /// The part of a line before the value: the name and, in braces, the labels.
    let key: String
    /// As it stands in the text.
    let value: String

    init(_ name: String, _ labels: [(name: String, value: String)], _ value: String) {
      let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
      key = name + (pairs.isEmpty ? "" : "{" + pairs.joined(separator: ",") + "}")
      self.value = value
    }

    /// - Returns: nil of a line that is no sample. A value has no space in it, while a label's may.
    fileprivate init?(line: Substring) {
      guard !line.hasPrefix("#"), let space = line.lastIndex(of: " ") else { return nil }
      (key, value) = (String(line[..<space]), String(line[line.index(after: space)...]))
    }

    private static func escaped(_ text: String) -> String {
      text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\"", with: "\\\"")
    }
  }

  struct Family: Equatable {
    let name: String
    /// One line, without backslashes.
    let help: String
    var samples: [Sample]
  }

  var families: [Family]

  var text: String {
    families.filter { !$0.samples.isEmpty }.map { family in
      "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) gauge\n"
        + family.samples.map { "\($0.key) \($0.value)\n" }.joined()
    }.joined()
  }

  /// The samples of a text that ``text`` gave.
  static func samples(_ text: String) -> [Sample] {
    text.split(separator: "\n").compactMap(Sample.init)
  }
}

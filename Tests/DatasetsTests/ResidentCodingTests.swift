import Datasets
import Determinism
import Testing

struct ResidentCodingTests {
  private static let scales: [DatasetRecipe.Scale] = [.none, .standard, .minmax]

  private static func federation(_ scale: DatasetRecipe.Scale, classes: Bool = true) -> Federation {
    var stream = RandomStream(seed: 50, purpose: .fingerprint)
    return Federation(
      recipe: residentRecipe(scale: scale, classes: classes),
      files: randomFiles(clients: 2, classes: 3, &stream))
  }

  @Test(arguments: scales, [true, false])
  func `all come back as they went, and cut short are refused`(
    _ scale: DatasetRecipe.Scale, classes: Bool
  ) throws {
    let federation = Self.federation(scale, classes: classes)
    var recipe = federation.recipe
    (recipe.features, recipe.drop, recipe.lastClass) = (["a", "b"], ["c"], "2")
    try requireRoundTrip(recipe, encoded) { (reader) throws(CanonicalError) in
      try ResidentRecipe(from: &reader)
    }
    try requireRoundTrip(federation.survey(1), encoded) { (reader) throws(CanonicalError) in
      try ResidentSurvey(from: &reader)
    }
    try requireRoundTrip(federation.layout(), encoded) { (reader) throws(CanonicalError) in
      try ResidentLayout(from: &reader)
    }
  }

  private func requireRoundTrip<Value: Equatable>(
    _ value: Value, _ encoded: (Value) -> [UInt8],
    _ decoded: (inout CanonicalReader) throws(CanonicalError) -> Value
  ) throws {
    let bytes = encoded(value)
    var reader = CanonicalReader(bytes)
    #expect(try decoded(&reader) == value)
    try reader.finish()
    for count in bytes.indices {
      var reader = CanonicalReader(Array(bytes[..<count]))
      #expect(throws: CanonicalError.self) { try decoded(&reader) }
    }
  }

  /// Whatever a worker or a coordinator sends is refused or used; it never ends the process.
  @Test(arguments: scales) func `damaged bytes never trap`(_ scale: DatasetRecipe.Scale) throws {
    let federation = Self.federation(scale)
    let survey = encoded(try federation.survey(1))
    let layout = encoded(try federation.layout())
    let sound = try federation.survey(0)
    var stream = RandomStream(seed: 51, purpose: .fingerprint)
    var refused = 0
    for _ in 0..<2000 {
      do {
        var reader = CanonicalReader(damaged(survey, &stream))
        let surveys = try ResidentSurveys(
          federation.recipe, [("a", sound), ("b", ResidentSurvey(from: &reader))])
        let squares = (0..<2).map { _ in (surveys.means ?? []).map { _ in 1.0 } }
        _ = try surveys.layout(squares: squares)
      } catch { refused += 1 }
      do {
        var reader = CanonicalReader(damaged(layout, &stream))
        let layout = try ResidentLayout(from: &reader)
        _ = (layout.testRows, layout.testLabelCounts, layout.testRows(of: layout.clients.count - 1))
        _ = try federation.data(layout, here: [1])
      } catch { refused += 1 }
    }
    #expect(refused > 1000, "seed 51")
  }

  /// Of eight bytes, the length of most fields, or of one.
  private func damaged(_ bytes: [UInt8], _ stream: inout RandomStream) -> [UInt8] {
    var bytes = bytes
    for _ in 0...stream.below(3) {
      let at = stream.below(bytes.count)
      switch stream.below(4) {
      case 0: bytes[at] ^= 1 << UInt8(stream.below(8))
      case 1: bytes[at] = UInt8(stream.below(256))
      case 2:
        let word = [UInt64.max, 1 << 30, 0x7FF0_0000_0000_0000, 1 << 63][stream.below(4)]
        for (index, byte) in withUnsafeBytes(of: word.littleEndian, Array.init).enumerated()
        where at + index < bytes.count {
          bytes[at + index] = byte
        }
      default: bytes.removeSubrange(at..<min(bytes.count, at + 8))
      }
      if bytes.isEmpty { return [0] }
    }
    return bytes
  }

  @Test func `a name with a control character and a count that no file has are named`() throws {
    func refusal(_ write: (inout CanonicalWriter) -> Void) -> CanonicalError? {
      var writer = CanonicalWriter()
      writer.write(Digest.of([]))
      write(&writer)
      return #expect(throws: CanonicalError.self) {
        var reader = CanonicalReader(writer.bytes)
        _ = try ResidentSurvey(from: &reader)
      }
    }
    #expect(
      refusal { $0.write(["a\u{1B}[2J"]) { $0.write($1) } } == .invalid("name", at: 40))
    #expect(
      refusal {
        $0.write(["a"]) { $0.write($1) }
        $0.write(0)
        $0.write(-1)
      } == .invalid("number of rows", at: 57))
  }
}

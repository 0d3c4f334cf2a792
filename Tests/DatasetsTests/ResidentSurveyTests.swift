import Datasets
import Determinism
import Testing

struct ResidentSurveyTests {
  /// Six rows to train on and two to test, whichever those are.
  private static let file = "a,b,y\n" + (0..<8).map { "\($0 % 2 == 0 ? -1.5 : 2.5),7,u\n" }.joined()

  private static func federation(_ scale: DatasetRecipe.Scale) -> Federation {
    Federation(recipe: residentRecipe(scale: scale), files: [file])
  }

  /// What leaves a client, byte for byte, but for the statistics.
  private static func start() -> CanonicalWriter {
    var writer = CanonicalWriter()
    writer.write(Digest.of(Array(file.utf8)))
    writer.write(["a", "b"]) { $0.write($1) }
    writer.write(["u"]) {
      $0.write($1)
      $0.write(6)
      $0.write(2)
    }
    writer.write(6)
    writer.write(2)
    return writer
  }

  @Test func `without a scale only names and counts leave a client`() throws {
    var expected = Self.start()
    expected.write(0 as UInt8)
    #expect(encoded(try Self.federation(.none).survey(0)) == expected.bytes)
  }

  @Test func `minmax lets the least and the most of each feature out`() throws {
    var expected = Self.start()
    expected.write(2 as UInt8)
    expected.write([-1.5, 7] as [Float])
    expected.write([2.5, 7] as [Float])
    #expect(encoded(try Self.federation(.minmax).survey(0)) == expected.bytes)
  }

  @Test func `standard lets sums out, and the value of a constant feature`() throws {
    let federation = Self.federation(.standard)
    let survey = try federation.survey(0)
    let data = try federation.data(federation.layout(), here: [0]).data
    let sum = stride(from: 0, to: 12, by: 2).reduce(0.0) { $0 + (data.x[$1] < 0 ? -1.5 : 2.5) }
    var expected = Self.start()
    expected.write(1 as UInt8)
    expected.write([sum, 42]) { $0.write($1) }
    expected.write([nil, 7] as [Float?]) { $0.write($1) { $0.write($1) } }
    #expect(encoded(survey) == expected.bytes)
    let means = try #require(try ResidentSurveys(federation.recipe, [("o", survey)]).means)
    #expect(means == [sum / 6, 7])
    #expect(try federation.squares(0, digest: survey.digest, means: [0.5, 7]) == [24, 0])
  }

  @Test func `only standard needs a second look`() throws {
    for scale in [DatasetRecipe.Scale.none, .minmax] {
      let federation = Self.federation(scale)
      #expect(try ResidentSurveys(federation.recipe, [("o", federation.survey(0))]).means == nil)
    }
  }

  @Test func `a second look refuses a file that was changed, and means of other features`() throws {
    var federation = Self.federation(.standard)
    let digest = try federation.survey(0).digest
    let message =
      "0.csv: is not as client 0's file was when the run was planned\n"
      + "help: bring back the file as it was, or start a new run"
    func refusal(_ means: [Double]) -> String {
      do {
        return "\(try federation.squares(0, digest: digest, means: means))"
      } catch { return shown(error) }
    }
    #expect(refusal([1]) == message)
    federation.files[0] += "1,7,u\n"
    #expect(refusal([1, 2]) == message)
  }
}

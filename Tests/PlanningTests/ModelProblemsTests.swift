import JobSpec
import Testing

@testable import Planning

/// Models, losses and trainings that do not fit their task, their data or themselves.
struct ModelProblemsTests {
  /// The job's own problems, each in one line; planning tells the same without reading any data.
  private func told(_ changes: (String, String)...) -> [String] {
    let text = PlannedText(changes, csv: nil)
    #expect(text.diagnostics == text.own)
    return text.told
  }

  private func cnn(_ layers: String, image: String = "[1, 8, 8]") -> [String] {
    told(("model: softmax", "model: {cnn: {image: \(image), layers: [\(layers)]}}"))
  }

  static let anomalies = (
    "task: classification\n  success: {metric: recall, of: sick, at_least: 0.5}", "task: anomaly_detection"
  )

  @Test func `an autoencoder is for anomalies, and anomalies are for an autoencoder`() {
    #expect(
      told(("model: softmax", "model: {autoencoder: {hidden: [1]}}")) == [
        "1 | model-task | `autoencoder` rebuilds its rows, but the task is classification"
      ])
    #expect(
      told(Self.anomalies) == [
        "anomaly_detection | no-anomaly | it is not said which label is that of the anomalies",
        "softmax | model-task | anomaly detection needs a model that rebuilds rows",
      ])
    #expect(
      told(("task: classification", "task: classification\n  anomaly: sick")) == [
        "sick | anomaly-misplaced | only anomaly detection knows anomalies, but the task is classification"
      ])
  }

  @Test func `a loss of another task`() {
    #expect(
      told(("model: softmax", "model: {softmax: {}, loss: squared}"))
        == ["squared | loss-task | this loss is of numbers, but the task is classification"])
    #expect(
      told(
        ("classification\n  success: {metric: recall, of: sick, at_least: 0.5}", "regression"),
        (", stratified: true", ""), ("model: softmax", "model: {linear: {}, loss: cross_entropy}"))
        == ["cross_entropy | loss-task | this loss is of classes, but the task is regression"])
    #expect(
      told(
        (Self.anomalies.0, Self.anomalies.1 + "\n  anomaly: sick"),
        ("model: softmax", "model: {autoencoder: {hidden: [1]}, loss: {huber: {}}}"))
        == ["1 | loss-task | an autoencoder's loss is the squared error of the rows that it rebuilds"])
  }

  @Test func `layers that cannot be built`() {
    #expect(
      cnn("{dense: 4}, {conv: {filters: 2, size: 3}}")
        == ["2 | layer-order | a dense layer before it has left no image to look at"])
    #expect(
      cnn("{dense: 4}, {dropout: 0.5}, {max_pool: 2}")
        == ["2 | layer-order | a dense layer before it has left no image to look at"])
    #expect(
      cnn("{conv: {filters: 2, size: 4, padding: same}}")
        == ["same | same-padding | `same` needs filters of an odd size and a stride of 1"])
    #expect(
      cnn("{conv: {filters: 2, size: 3, stride: 2, padding: same}}")
        == ["same | same-padding | `same` needs filters of an odd size and a stride of 1"])
    #expect(
      cnn("{conv: {filters: 2, size: 3, padding: 3}}") == [
        "3 | padding | at the edge, filters of side 3 would see nothing but the 3 zeros around the image"
      ])
    #expect(
      cnn("{max_pool: 2}, {average_pool: 2}, {conv: {filters: 2, size: 3}}") == [
        "2 | window-size | a window of side 3 does not fit into the image of 2 x 2 that reaches it"
      ])
    #expect(
      cnn("{max_pool: 2}, {average_pool: {size: 5, stride: 1}}") == [
        "5 | window-size | a window of side 5 does not fit into the image of 4 x 4 that reaches it"
      ])
    #expect(
      cnn("{conv: {filters: 65536, size: 1}}", image: "[1, 64, 64]") == [
        "65536 | model-size | it gives an image of 268435456 values; at most 4194304 can be held"
      ])
    #expect(
      cnn("{dense: 65536}, {dense: 65536}") == [
        "65536 | model-size | "
          + "the model has 4299423746 parameters; the record holds models of at most 200000000"
      ])
    let sound =
      "model: {cnn: {image: [1, 8, 8], layers: [{conv: {filters: 2, size: 3, padding: same}}, {max_pool: 8}]}}"
    #expect(PlannedText(("model: softmax", sound)).own == "")
  }

  @Test func `an image that is no row of the data`() {
    #expect(
      PlannedText(("model: softmax", "model: {cnn: {image: [1, 8, 8], layers: [{dense: 4}]}}")).told
        == ["1 | image-size | an image of 1 x 8 x 8 has 64 values, but a row has 2 features"])
  }

  @Test func `trainings that contradict themselves`() {
    let sgd = "{sgd: {learning_rate: 0.1}}"
    #expect(
      told((sgd, "{sgd: {learning_rate: 0.1, nesterov: true}}"))
        == ["true | nesterov | Nesterov's momentum needs a momentum, which is 0"])
    #expect(
      told((sgd, sgd + "\n  warm_up: 4"))
        == ["4 | warm-up | the learning rate rises for 4 rounds, but there are 3"])
    #expect(
      told((sgd, sgd + "\n  schedule: {cosine: {to: 0.2}}"))
        == ["0.2 | cosine | the learning rate would rise along the cosine, not fall"])
    let sound = "{adam: {learning_rate: 0.01}}\n  schedule: {cosine: {to: 0.01}}\n  warm_up: 3"
    #expect(PlannedText((sgd, sound)).told == [])
  }

  @Test func `an anomaly that the data does not have, and a label of more than two values`() {
    let changes = [
      Self.anomalies, ("task: anomaly_detection", "task: anomaly_detection\n  anomaly: sik"),
      ("model: softmax", "model: {autoencoder: {hidden: [1]}}"),
    ]
    #expect(
      PlannedText(changes, csv: PlannedText.csv).told == ["sik | unknown-class | the data has no class `sik`"]
    )
    #expect(
      PlannedText(changes, csv: PlannedText.csv + "70,61,sik\n71,61,sik\n72,60,sik\n73,60,sik\n").told
        == [
          "state | anomaly-classes | the label has 3 different values, where anomalies are told from all other rows"
        ])
  }

  @Test func `a ranking of other than two classes`() {
    let changes = [("metric: recall, of: sick", "metric: auc")]
    #expect(PlannedText(changes, csv: PlannedText.csv).told == [])
    #expect(
      PlannedText(changes, csv: PlannedText.csv + "70,61,new\n71,61,new\n72,60,new\n73,60,new\n").told
        == ["auc | auc-classes | `auc` ranks rows of two classes, but the label has 3"])
    #expect(
      PlannedText(
        changes + [("stratified: true", "stratified: false")],
        csv: PlannedText.csv.replacing("sick", with: "well") + "1,2,sick\n"
      ).told
        == ["auc | untested-class | all test rows are of one class, so nothing can be ranked"])
  }

  @Test func `an image that no memory holds is refused before its layers are counted`() {
    for layers in ["{dense: 65536}", "{max_pool: 1}, {dense: 65536}"] {
      #expect(
        cnn(layers, image: "[65536, 65536, 65536]") == [
          "65536 | model-size | an image of 281474976710656 values is given; at most 4194304 can be held"
        ])
    }
  }

  @Test func `a number that a 32-bit float cannot tell from its limit`() {
    #expect(
      told(("learning_rate: 0.1", "learning_rate: 1e-60, momentum: 0.99999999999")) == [
        "1e-60 | rounded | the number is 0 or infinite as a 32-bit float",
        "0.99999999999 | rounded | the number is 1 as a 32-bit float, and must be less",
      ])
  }
}

import JobSpec
import Testing

/// What can be said of a model, its training and its arithmetic.
@Suite struct ModelTests {
  /// The job of the small example with these models and trainings.
  private func job(_ old: String, _ new: String) throws -> Job {
    let result = read(Example.small.replacing(old, with: new))
    #expect(result.diagnostics.rendered == "")
    return try #require(result.job)
  }

  /// The resolved fields of the small job below a path, as `path = value`; a `*` marks those that are no identity.
  private func resolved(_ path: String, _ old: String, _ new: String) -> [String] {
    read(Example.small.replacing(old, with: new)).resolved
      .filter { $0.path == path || $0.path.hasPrefix(path + ".") }
      .map { "\($0.path) = \($0.value)\($0.identity ? "" : " *")" }
  }

  @Test func `a model may start from a file or from a seed of its own, whatever its kind`() throws {
    var expected = Model(.softmax)
    expected.initial = .file("init.npy")
    #expect(try job("model: softmax", "model: {softmax: {}, initial: init.npy}").model == expected)
    expected.initial = .seed(7)
    #expect(try job("model: softmax", "model: {initial: {seed: 7}, softmax: {}}").model == expected)
    var mlp = Model.MLP()
    mlp.hidden = [3]
    mlp.dropout = 0.2
    mlp.activation = .gelu
    expected.kind = .mlp(mlp)
    expected.initial = nil
    expected.loss = .huber(Model.Huber())
    #expect(
      try job(
        "model: softmax", "model: {mlp: {hidden: [3], dropout: 20%, activation: gelu}, loss: {huber: {}}}"
      ).model
        == expected)
    #expect(
      resolved("model", "model: softmax", "model: {softmax: {}, initial: init.npy}")
        == ["model = softmax", "model.initial = init.npy *"])
    #expect(
      resolved("model", "model: softmax", "model: {softmax: {}, initial: {seed: 7}, loss: cross_entropy}")
        == ["model = softmax", "model.initial.seed = 7", "model.loss = cross_entropy"])
  }

  @Test func `an initial model's path is relative to the file that names it`() throws {
    let text = Example.small.replacing("model: softmax", with: "model: models/m.yaml")
    let files = ["Jobs/models/m.yaml": "softmax: {}\ninitial: init.npy\n"]
    #expect(read(text, files: files).job?.model.initial == .file("models/init.npy"))
  }

  @Test func `a cnn is a list of layers`() throws {
    let text = """
      model:
        cnn:
          image: [1, 28, 28]
          activation: tanh
          layers:
            - conv: {filters: 32, size: 5, padding: same}
            - max_pool: 2
            - conv: {filters: 64, size: 3, stride: 2, padding: 1}
            - average_pool: {size: 3, stride: 2}
            - dropout: 25%
            - dense: 512
      """
    var first = Model.CNN.Conv()
    first.filters = 32
    first.size = 5
    first.padding = .same
    var second = Model.CNN.Conv()
    second.filters = 64
    second.size = 3
    second.stride = 2
    second.padding = .zeros(1)
    var overlapping = Model.CNN.Pool()
    overlapping.size = 3
    overlapping.stride = 2
    var cnn = Model.CNN()
    cnn.image = [1, 28, 28]
    cnn.activation = .tanh
    cnn.layers = [
      .conv(first), .maxPool(Model.CNN.Pool()), .conv(second), .averagePool(overlapping), .dropout(0.25),
      .dense(512),
    ]
    #expect(try job("model: softmax", text).model == Model(.cnn(cnn)))
    #expect(
      resolved("model.cnn.layers", "model: softmax", text) == [
        "model.cnn.layers.0.conv.filters = 32", "model.cnn.layers.0.conv.padding = same",
        "model.cnn.layers.0.conv.size = 5", "model.cnn.layers.0.conv.stride = 1",
        "model.cnn.layers.1.max_pool = 2",
        "model.cnn.layers.2.conv.filters = 64", "model.cnn.layers.2.conv.padding = 1",
        "model.cnn.layers.2.conv.size = 3", "model.cnn.layers.2.conv.stride = 2",
        "model.cnn.layers.3.average_pool.size = 3", "model.cnn.layers.3.average_pool.stride = 2",
        "model.cnn.layers.4.dropout = 0.25", "model.cnn.layers.5.dense = 512",
      ])
  }

  @Test(arguments: ["2", "{size: 2}", "{size: 2, stride: 2}"])
  func `a pool's one canonical spelling is the shortest`(_ text: String) {
    let model = "model: {cnn: {image: [1, 8, 8], layers: [{max_pool: \(text)}]}}"
    #expect(
      resolved("model.cnn.layers", "model: softmax", model) == ["model.cnn.layers.0.max_pool = 2"])
  }

  @Test func `optimizers, schedules and their defaults`() throws {
    var adamw = Training.AdamW()
    adamw.learningRate = 0.01
    #expect(
      try job("{sgd: {learning_rate: 0.1}}", "{adamw: {learning_rate: 0.01}}").training.optimizer
        == .adamw(adamw))
    #expect(
      resolved("training", "{sgd: {learning_rate: 0.1}}", "{adam: {learning_rate: 0.01}}") == [
        "training.batch_size = 32", "training.epochs = 1", "training.optimizer.adam.beta1 = 0.9",
        "training.optimizer.adam.beta2 = 0.999", "training.optimizer.adam.epsilon = 1e-08",
        "training.optimizer.adam.learning_rate = 0.01", "training.optimizer.adam.weight_decay = 0",
        "training.schedule = constant", "training.shuffle = epoch", "training.warm_up = 0",
      ])
    var expected = Training()
    var sgd = Training.SGD()
    sgd.learningRate = 0.1
    sgd.momentum = 0.9
    sgd.nesterov = true
    expected.optimizer = .sgd(sgd)
    var cosine = Training.Cosine()
    cosine.to = 0.001
    expected.schedule = .cosine(cosine)
    expected.warmUp = 3
    expected.clipNorm = 1
    expected.shuffle = .none
    let text = """
      {sgd: {learning_rate: 0.1, momentum: 0.9, nesterov: true}}
        schedule: {cosine: {to: 0.001}}
        warm_up: 3
        clip_norm: 1
        shuffle: none
      """
    #expect(try job("{sgd: {learning_rate: 0.1}}", text).training == expected)
    var step = Training.Step()
    step.every = 10
    step.factor = 0.5
    #expect(
      try job("training:", "training:\n  schedule: {step: {every: 10, factor: 0.5}}").training.schedule
        == .step(step))
  }

  @Test func `shards, cohorts and arithmetic may be given`() throws {
    #expect(try job("{iid: {clients: 4}}", "{ranges: offsets.npy}").data.partitions == .ranges("offsets.npy"))
    let federation = try job(
      "rounds: 3", "rounds: 3\n  cohort: {schedule: schedule.npy}\n  numerics: blas"
    ).federation
    #expect(federation.cohort.schedule == "schedule.npy" && federation.cohort.fraction == nil)
    #expect(federation.numerics == .blas)
    #expect(try job("rounds: 3", "rounds: 3").federation.numerics == .portable)
    let use = try job("task: classification", "task: anomaly_detection, anomaly: sick").useCase
    #expect(use.task == .anomalyDetection && use.anomaly == "sick")
  }
}

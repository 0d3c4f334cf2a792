import JobSpec
import Testing

/// The suggestions for misspelt keys.
@Suite struct NearestTests {
  @Test(arguments: [
    ("learning_rat", "learning_rate"), ("learnign_rate", "learning_rate"), ("learning-rate", "learning_rate"),
    ("LearningRate", "learning_rate"), ("momentun", "momentum"), ("mometnum", "momentum"),

    ("nestrov", "nesterov"), ("dampening", nil), ("lr", nil),
  ])
  func `suggests the key that was probably meant`(key: String, meant: String?) {
    let text = Example.small.replacing("learning_rate: 0.1", with: "learning_rate: 0.1, \(key): 1")
    let help = read(text).diagnostics.first { $0.code == "unknown-key" }?.help
    #expect(
      help
        == (meant.map { "did you mean `\($0)`?" }
          ?? "the keys here: `learning_rate`, `momentum`, `nesterov` and `weight_decay`"))
  }
}

/// What one client's training in one round gave.
package struct TrainingReport: Sendable, Equatable {
  /// Row visits: rows times epochs.
  package var examples: Int
  package var steps: Int
  /// The mean over the row visits, each at the parameters of its step; 0 when there were none.
  package var loss: Double
  /// The client's model minus the global model it started from, in the parameters' layout.
  package var update: [Float]
  /// Whether the loss and every parameter stayed finite. If not, training diverged and the update is
  /// worthless.
  package var isFinite: Bool

  package init(examples: Int, steps: Int, loss: Double, update: [Float], isFinite: Bool) {
    self.examples = examples
    self.steps = steps
    self.loss = loss
    self.update = update
    self.isFinite = isFinite
  }
}

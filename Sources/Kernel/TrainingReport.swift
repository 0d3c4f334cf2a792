/// What one client's training in one round gave, beside its update.
package struct TrainingReport: Sendable, Equatable {
  /// Row visits: rows times epochs.
  package var examples: Int
  package var steps: Int
  /// The mean over the row visits, each at the parameters of its step; 0 when there were none.
  package var loss: Double
  /// Whether the loss and every parameter stayed finite. If not, training diverged and the update is
  /// worthless.
  package var isFinite: Bool

  package init(examples: Int, steps: Int, loss: Double, isFinite: Bool) {
    self.examples = examples
    self.steps = steps
    self.loss = loss
    self.isFinite = isFinite
  }
}

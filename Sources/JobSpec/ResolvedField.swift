package import YAMLTree

/// One field of a job with its final value, for `plan --resolved`, the canonical spec and plan differences.
package struct ResolvedField: Sendable, Equatable {
  package enum Origin: Sendable, Equatable {
    case file(Place)
    /// A value from outside the files, where it stands in its own text.
    case setting(Place)
    case defaulted
  }

  /// Dotted, with list positions and map keys: "model.mlp.hidden.0", "participants.mayo.roles.1".
  package var path: String
  /// The value in its one canonical spelling: "0.05", "2m", "true", "healthcare".
  package var value: String
  package var origin: Origin
  /// Whether the field is part of the run's identity. File paths (their contents count), placement and deadlines
  /// are not.
  package var identity: Bool

  package init(path: String, value: String, origin: Origin, identity: Bool) {
    self.path = path
    self.value = value
    self.origin = origin
    self.identity = identity
  }
}

package import Determinism

extension Digest {
  /// Two digests as a message names them: short, unless only the whole tells them apart.
  package func told(from other: Digest) -> (String, String) {
    short == other.short ? (hex, other.hex) : (short, other.short)
  }
}

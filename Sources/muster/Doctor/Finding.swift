/// Something that the doctor found in a pool.
enum Finding: Equatable {
  /// A run would fail, or not use the pool.
  case fault(String, mend: String)
  /// Good to know.
  case note(String)

  var isFault: Bool { if case .fault = self { true } else { false } }
}

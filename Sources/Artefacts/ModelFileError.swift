/// Why the bytes of a file are no model.
package enum ModelFileError: Error, Equatable, CustomStringConvertible {
  /// Not of the format, in words that follow the file's name.
  case malformed(String)
  /// Of the format, but not written by Muster: this entry of its metadata is missing or makes no sense.
  case foreign(entry: String)
  /// Its parts do not fit one another.
  case contradiction(String)
  /// A part, the parameters or the metadata, is not what the metadata has the digest of.
  case changed(part: String)
  /// More bytes than a file of the format can have.
  case tooLarge(format: String, limit: Int)

  package var description: String {
    switch self {
    case .malformed(let what): "is no safetensors file: \(what)"
    case .foreign(let entry): "is not a model that muster exported: its metadata has no sound `\(entry)`"
    case .contradiction(let what): "holds a model that contradicts itself: \(what)"
    case .changed(let part): "was changed after it was exported: the digest of its \(part) is another"
    case .tooLarge(let format, let limit): "would be larger than the \(limit) bytes that \(format) can hold"
    }
  }

  package var help: String {
    switch self {
    case .malformed, .changed: "export the model again, or fetch the file again"
    case .foreign: "name a file that `muster export RUN model.safetensors` wrote, or a run's number"
    case .contradiction: "export the model again"
    case .tooLarge: "export it as safetensors"
    }
  }
}

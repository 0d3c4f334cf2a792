/// What a file of the language describes, by the word at its head.
package enum FileKind: String, Sendable, CaseIterable {
  case job, workers, batch
}

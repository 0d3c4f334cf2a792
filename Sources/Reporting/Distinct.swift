/// Each text once, in order of their bytes: who came first is chance.
func distinct(_ texts: [String]) -> [String] {
  Set(texts).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

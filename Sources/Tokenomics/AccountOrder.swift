/// Accounts are the same only when their Unicode scalars are, and are sorted by them; both as SQLite's BINARY
/// collation sees their UTF-8. Swift's own `==` and `<` would compare canonical equivalents instead.
enum AccountOrder {
  static func areSame(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

  static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}

/// The first thing that keeps a text from being read. Kinds are data: the wording is the reader's to choose.
package struct YAMLError: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// The text holds no value, only space and comments at most.
    case empty
    case tooManyBytes(Int, limit: Int)
    /// Collections lie in more than `limit` others; an alias counts with all that it stands for.
    case tooDeep(limit: Int)
    case tooManyNodes(limit: Int)
    /// Aliases stand for more than `limit` nodes in all.
    case tooManyAliasNodes(limit: Int)
    /// The text starts with the byte order mark of "UTF-16" or "UTF-32".
    case encoding(String)
    case invalidUTF8
    /// A control character, or a line end or byte order mark that most editors do not show.
    case character(Unicode.Scalar)
    /// A tab where only spaces may indent a line.
    case tab
    /// A line that should be `key: value` and has no colon; `place` is the text that reads as a key.
    case missingColon
    /// libyaml's own words. `related` is what it was reading when it met the problem, if it says.
    case syntax(problem: String, context: String?)
    /// A second document, or other text behind the value, at `place`; `related` is the value.
    case secondDocument
    /// `place` is the second key, `related` the first.
    case duplicateKey(String)
    /// A `<<` key.
    case mergeKey
    /// A mapping's key is itself a sequence or a mapping.
    case keyNotScalar
    /// An explicit type such as `!!int`.
    case tag(String)
    /// An alias of no anchor before it. `defined` are the anchors there are, in the order of the text.
    case undefinedAlias(String, defined: [String])
    /// An alias inside the value that it stands for; `related` is the anchor.
    case recursiveAlias(String)
    /// `place` is the second anchor of a name, `related` the first.
    case duplicateAnchor(String)
  }

  package let kind: Kind
  package let place: Place
  package let related: Place?

  package init(_ kind: Kind, at place: Place, related: Place? = nil) {
    self.kind = kind
    self.place = place
    self.related = related
  }
}

import Determinism
import YAMLTree

/// The words for what keeps a text from being YAML that muster reads.
extension YAMLError.Kind {
  var message: String {
    switch self {
    case .empty: "the file is empty"
    case .tooManyBytes(let count, let limit): "the file has \(count) bytes, more than \(limit)"
    case .tooDeep(let limit): "more than \(limit) lists and mappings inside one another"
    case .tooManyNodes(let limit): "more than \(limit) values"
    case .tooManyAliasNodes(let limit): "aliases stand for more than \(limit) values"
    case .encoding(let name): "the file is in \(name)"
    case .invalidUTF8: "the file is not UTF-8 text"
    case .character(let scalar): "the character \(YAMLError.Kind.name(scalar)) is not allowed"
    case .tab: "a tab indents this line"
    case .missingColon: "this line has no colon"
    case .syntax(let problem, let context): [context, problem].compactMap { $0 }.joined(separator: ": ")
    case .secondDocument: "there is text behind the end of the file's one document"
    case .duplicateKey(let key): "the key \(Wording.quoted(key)) is given twice"
    case .mergeKey: "the merge key `<<` is not read"
    case .keyNotScalar: "a key must be text, not a list or mapping"
    case .tag(let tag): "the type \(Wording.quoted(tag)) is not read"
    case .undefinedAlias(let name, _): "there is no anchor \(Wording.quoted("&" + name)) before this alias"
    case .recursiveAlias(let name): "the alias \(Wording.quoted("*" + name)) stands inside its own value"
    case .duplicateAnchor(let name): "the anchor \(Wording.quoted("&" + name)) is defined twice"
    }
  }

  var help: String? {
    switch self {
    case .empty: "a job starts with `schema: \(Job.schemaVersion)`"
    case .tooManyBytes, .tooDeep, .tooManyNodes, .tooManyAliasNodes: "a job is a short text"
    case .encoding, .invalidUTF8: "save the file as UTF-8"
    case .character: "remove it, or write it as an escape in double quotes"
    case .tab: "indent with spaces"
    case .missingColon: "write `key: value`"
    case .syntax: nil
    case .secondDocument: "put one job in a file"
    case .duplicateKey, .duplicateAnchor: "leave one of them out"
    case .mergeKey: "write the keys out"
    case .keyNotScalar: "put a key that starts with `[` or `{` in quotes"
    case .tag: "leave it out: the field knows its type"
    case .undefinedAlias(let name, let defined): YAMLError.Kind.anchors(name, defined)
    case .recursiveAlias: "write the value out"
    }
  }

  var relatedMessage: String {
    switch self {
    case .duplicateKey, .duplicateAnchor: "first given here"
    case .secondDocument: "the document"
    case .recursiveAlias, .tooManyAliasNodes: "its anchor"
    default: "it began here"
    }
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex
  }

  private static func anchors(_ name: String, _ defined: [String]) -> String? {
    guard !defined.isEmpty else { return "define it first, as in `key: &\(name) value`" }
    if let one = nearestName(to: name, among: defined) { return "did you mean `*\(one)`?" }
    return "the anchors are \(Wording.list(defined.prefix(20).map { "&" + $0 }, "and"))"
  }
}

import Determinism
import Foundation
import JobSpec
import YAMLTree

/// The part of JSON Schema (draft 7) that the schemas of the repository use.
enum SchemaValidator {
  /// - Returns: the paths at which `value` is not as the schema has it; none when it is valid.
  static func errors(_ value: JSON, _ schema: JSON, at path: String = "") -> [String] {
    guard case .object(let rules) = schema else { return ["\(path): no schema"] }
    return rules.flatMap { rule, argument in
      broken(rule, argument, value, at: path, rules: schema).map { "\($0): \(rule)" }
    }
  }

  private static func fits(_ value: JSON, _ schema: JSON) -> Bool { errors(value, schema).isEmpty }

  private static func broken(_ rule: String, _ argument: JSON, _ value: JSON, at path: String, rules: JSON)
    -> [String]
  {
    func unless(_ holds: Bool) -> [String] { holds ? [] : [path] }
    switch rule {
    case "$schema", "title", "description", "patternProperties": return []
    case "additionalProperties": return others(value, argument, besides: rules["properties"], at: path)
    case "type":
      let types = argument.items ?? [argument]
      return unless(types.contains { isOf($0, value) })
    case "const": return unless(value == argument)
    case "enum": return unless(argument.items?.contains(value) == true)
    case "minimum": return unless(value.number.map { $0 >= argument.number ?? 0 } ?? true)
    case "maximum": return unless(value.number.map { $0 <= argument.number ?? 0 } ?? true)
    case "exclusiveMinimum": return unless(value.number.map { $0 > argument.number ?? 0 } ?? true)
    case "exclusiveMaximum": return unless(value.number.map { $0 < argument.number ?? 0 } ?? true)
    case "minLength": return unless(value.word.map { $0.count >= Int(argument.number ?? 0) } ?? true)
    case "pattern":
      return unless(
        value.word.map { $0.range(of: argument.word ?? "", options: .regularExpression) != nil } ?? true)
    case "minItems": return unless(value.items.map { $0.count >= Int(argument.number ?? 0) } ?? true)
    case "maxItems": return unless(value.items.map { $0.count <= Int(argument.number ?? 0) } ?? true)
    case "minProperties": return unless(value.members.map { $0.count >= Int(argument.number ?? 0) } ?? true)
    case "maxProperties": return unless(value.members.map { $0.count <= Int(argument.number ?? 0) } ?? true)
    case "items":
      return (value.items ?? []).enumerated().flatMap { errors($1, argument, at: "\(path)/\($0)") }
    case "required":
      return unless(
        (argument.items ?? []).allSatisfy { key in
          value.members?.contains { JSON.string($0.key) == key } ?? true
        })
    case "properties": return unknownOrWrong(value, argument, rules, at: path)
    case "propertyNames": return (value.members ?? []).flatMap { errors(.string($0.key), argument, at: path) }
    case "dependencies": return unless(hold(argument, value))
    case "not": return unless(!fits(value, argument))
    case "allOf": return (argument.items ?? []).flatMap { errors(value, $0, at: path) }
    case "anyOf": return unless(argument.items?.contains { fits(value, $0) } == true)
    case "oneOf": return unless(argument.items?.count { fits(value, $0) } == 1)
    default: return ["\(path): unknown rule"]
    }
  }

  private static func unknownOrWrong(_ value: JSON, _ known: JSON, _ rules: JSON, at path: String) -> [String]
  {
    (value.members ?? []).flatMap { key, item in
      if let schema = known[key] { return errors(item, schema, at: "\(path)/\(key)") }
      let isFree = key.hasPrefix("x-") || rules["additionalProperties"] != .bool(false)
      return isFree ? [] : ["\(path)/\(key)"]
    }
  }

  /// What a schema says of the members that it does not name.
  private static func others(_ value: JSON, _ schema: JSON, besides known: JSON?, at path: String) -> [String]
  {
    guard case .object = schema else { return [] }
    return (value.members ?? []).filter { known?[$0.key] == nil }.flatMap { key, item in
      errors(item, schema, at: "\(path)/\(key)")
    }
  }

  private static func hold(_ dependencies: JSON, _ value: JSON) -> Bool {
    (dependencies.members ?? []).allSatisfy { key, others in
      guard value[key] != nil else { return true }
      return others.items?.allSatisfy { $0.word.map { value[$0] != nil } ?? false } ?? fits(value, others)
    }
  }

  private static func isOf(_ type: JSON, _ value: JSON) -> Bool {
    switch (type.word, value) {
    case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("integer", .int),
      ("number", .int), ("number", .double):
      true
    default: false
    }
  }
}

extension JSON {
  fileprivate var items: [JSON]? { if case .array(let items) = self { items } else { nil } }
  fileprivate var members: [(key: String, value: JSON)]? {
    if case .object(let members) = self { members } else { nil }
  }
  fileprivate var word: String? { if case .string(let text) = self { text } else { nil } }
  fileprivate var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  fileprivate subscript(key: String) -> JSON? { members?.first { $0.key == key }?.value }

  /// What a reader of YAML 1.2 makes of it.
  init(_ node: Node) {
    switch node.content {
    case .scalar("true", plain: true): self = .bool(true)
    case .scalar("false", plain: true): self = .bool(false)
    case .scalar(let text, plain: true):
      self = Int(text).map(JSON.int) ?? Double(text).map(JSON.double) ?? .string(text)
    case .scalar(let text, plain: false): self = .string(text)
    case .sequence(let nodes): self = .array(nodes.map(JSON.init))
    case .mapping(let entries): self = .object(entries.map { ($0.name, JSON($0.value)) })
    }
  }

  init(yaml text: String) throws {
    self = JSON(try YAMLReader.read(SourceText(name: "x.yaml", bytes: Array(text.utf8))))
  }
}

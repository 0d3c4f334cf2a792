package import Determinism

/// The JSON Schema (draft 7) of a job file, for editors. It accepts every job that muster accepts, except for
/// text that looks like a number where the schema asks for a pattern.
package func jobSchema() -> JSON { fileSchema(Job.shape, title: "A muster job") }

/// The JSON Schema of a workers file; as for a job.
package func workersSchema() -> JSON { fileSchema(WorkersFile.shape, title: "Workers for muster jobs") }

/// The JSON Schema of a batch file; as for a job.
package func batchSchema() -> JSON { fileSchema(BatchFile.shape, title: "A batch of muster jobs") }

private func fileSchema(_ shape: SectionShape, title: String) -> JSON {
  guard case .object(let members) = Shape.section(shape).schema else { return .null }
  return .object(
    [("$schema", .string("http://json-schema.org/draft-07/schema#")), ("title", .string(title))] + members)
}

extension Shape {
  fileprivate var schema: JSON {
    switch self {
    case .number(let range): .object([("type", .string("number"))] + range.schema)
    case .integer(let range):
      .object([("type", .string("integer")), ("minimum", JSON(range.lower)), ("maximum", JSON(range.upper))])
    case .share(let range):
      .object([
        (
          "anyOf",
          .array([
            .object([("type", .string("number"))] + range.schema), Shape.pattern(#"^[0-9]+(\.[0-9]+)?%$"#),
          ])
        )
      ])
    case .duration: Shape.pattern(DurationText.pattern)
    case .amount: Shape.pattern(#"^(0|[1-9][0-9]*)(\.[0-9]+)?$"#)
    case .flag: .object([("type", .string("boolean"))])
    case .text(let rule): Shape.schema(of: rule)
    case .constant(let word): .object([("const", .string(word))])
    case .choice(let words): .object([("enum", .array(words.map(JSON.string)))])
    case .list(let element, let atLeast, let atMost):
      .object([
        ("type", .string("array")), ("items", element.schema), ("minItems", .int(atLeast)),
        ("maxItems", .int(atMost)),
      ])
    case .oneOrMore(let element, let atMost):
      .object([
        ("anyOf", .array([element.schema, Shape.list(element, atLeast: 1, atMost: atMost).schema]))
      ])
    case .map(let keys, let values):
      .object([
        ("type", .string("object")), ("propertyNames", Shape.schema(of: keys)),
        ("additionalProperties", values.schema),
      ])
    case .section(let section): section.schema
    case .variant(let cases, let fields): Shape.schema(of: cases, beside: fields)
    case .either(let first, let second): .object([("anyOf", .array([first.schema, second.schema]))])
    case .orFile(let shape): .object([("anyOf", .array([shape.schema, Shape.pattern(#"\.ya?ml$"#)]))])
    case .any: .object([])
    case .free: .object([("type", .string("object"))])
    }
  }

  private static func pattern(_ pattern: String) -> JSON {
    .object([("type", .string("string")), ("pattern", .string(pattern))])
  }

  /// YAML's own types do not matter to text, as long as it has no pattern.
  private static func schema(of rule: TextRule) -> JSON {
    if let pattern = rule.pattern { return Shape.pattern(pattern) }
    return .object([
      ("type", .array([.string("string"), .string("number"), .string("boolean")])), ("minLength", .int(1)),
    ])
  }

  private static func schema(of cases: [CaseShape], beside fields: [FieldShape]) -> JSON {
    let bare = cases.filter { $0.payload == nil }.map { JSON.string($0.name) }
    let properties = cases.map { one in
      (
        one.name,
        one.payload.map { $0.schema.described(one.about) } ?? JSON.object([("maxProperties", .int(0))])
      )
    }
    let one: [(String, JSON)] =
      fields.isEmpty
      ? [("minProperties", .int(1)), ("maxProperties", .int(1))]
      : [("oneOf", .array(cases.map { .object([("required", .array([.string($0.name)]))]) }))]
    let object = JSON.object(
      [
        ("type", .string("object")),
        ("properties", .object(properties + fields.map { ($0.key, $0.schema) })),
        ("additionalProperties", .bool(false)),
      ] + one)
    return bare.isEmpty ? object : .object([("anyOf", .array([.object([("enum", .array(bare))]), object]))])
  }
}

extension SectionShape {
  fileprivate var schema: JSON {
    let required = fields.filter { $0.presence == .required }.map { JSON.string($0.key) }
    var members: [(String, JSON)] = [
      ("description", .string(about)), ("type", .string("object")),
      ("properties", .object(fields.map { ($0.key, $0.schema) })),
      ("patternProperties", .object([("^x-", .object([]))])), ("additionalProperties", .bool(false)),
    ]
    if !required.isEmpty { members.append(("required", .array(required))) }
    if !rules.isEmpty { members.append(("allOf", .array(rules.map(\.schema)))) }
    return .object(members)
  }
}

extension FieldShape {
  fileprivate var schema: JSON { shape.schema.described(about + " Example: `\(key): \(example)`") }
}

extension KeyRule {
  fileprivate var schema: JSON {
    func required(_ keys: [String]) -> JSON { .object([("required", .array(keys.map(JSON.string)))]) }
    func dependencies(_ pairs: [(String, [String])]) -> JSON {
      .object([("dependencies", .object(pairs.map { ($0, .array($1.map(JSON.string))) }))])
    }
    return switch self {
    case .exactlyOne(let keys): .object([("oneOf", .array(keys.map { required([$0]) }))])
    case .needs(let key, let other): dependencies([(other, [key])])
    case .only(let key, let others):
      .object([
        ("dependencies", .object([(key, .object([("anyOf", .array(others.map { required([$0]) }))]))]))
      ])
    case .together(let keys): dependencies(keys.map { key in (key, keys.filter { $0 != key }) })
    case .apart(let one, let other): .object([("not", required([one, other]))])
    }
  }
}

extension NumberRange {
  fileprivate var schema: [(String, JSON)] {
    let low = lower.map { [($0.included ? "minimum" : "exclusiveMinimum", JSON(number: $0.value))] } ?? []
    let high = upper.map { [($0.included ? "maximum" : "exclusiveMaximum", JSON(number: $0.value))] } ?? []
    return low + high
  }
}

extension JSON {
  fileprivate init(_ integer: Int128) {
    self = Int(exactly: integer).map(JSON.int) ?? .double(Double(integer))
  }

  fileprivate init(number: Double) {
    self = Int(exactly: number).map(JSON.int) ?? .double(number)
  }

  /// The schema with a description in front, in place of one that it has.
  fileprivate func described(_ text: String) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object([("description", .string(text))] + members.filter { $0.key != "description" })
  }
}

/// What a value may look like, as data: the one source of the JSON Schema, `explain` and the reference page.
package indirect enum Shape: Sendable, Equatable {
  case number(NumberRange)
  case integer(IntegerRange)
  /// A part of a whole: `50%` or `0.5`.
  case share(NumberRange)
  case duration(ClosedRange<Duration>)
  case amount
  case flag
  case text(TextRule)
  case constant(String)
  case choice([String])
  case list(Shape, atLeast: Int, atMost: Int)
  /// One value by itself, or a list of them that is not empty.
  case oneOrMore(Shape, atMost: Int)
  /// Names of the user's choice, each with a value.
  case map(keys: TextRule, values: Shape)
  case section(SectionShape)
  /// One of the cases, and further keys beside it.
  case variant([CaseShape], beside: [FieldShape])
  /// The first where a scalar stands that it takes, and the second elsewhere.
  case either(Shape, Shape)
  /// The value, or the path of a YAML file that holds it.
  case orFile(Shape)
  /// A value of any form.
  case any
  /// Anything the user likes.
  case free
}

package struct SectionShape: Sendable, Equatable {
  package let about: String
  package let fields: [FieldShape]
  package let rules: [KeyRule]
}

package struct FieldShape: Sendable, Equatable {
  package enum Presence: Sendable, Equatable {
    case required
    case optional
    /// The default, as the file would write it.
    case defaulted(String)
  }

  package let key: String
  package let shape: Shape
  package let presence: Presence
  package let about: String
  /// As the file would write it, in one line.
  package let example: String
}

package struct CaseShape: Sendable, Equatable {
  package let name: String
  package let about: String
  /// nil when the name alone says it all.
  package let payload: Shape?
}

/// What the keys of one section demand of each other, whatever their values.
package enum KeyRule: Sendable, Equatable {
  case exactlyOne([String])
  /// `first` is required when `then` is given.
  case needs(_ first: String, with: String)
  /// `first` makes sense only beside one of `with`.
  case only(_ first: String, with: [String])
  /// All of them or none.
  case together([String])
  /// Never both.
  case apart(String, String)
}

/// Why a key that users may expect is not taken.
package struct KeyRefusal: Sendable, Equatable {
  /// Goes on from "it cannot stand here: ".
  package let why: String
  package let mend: String
}

package struct NumberRange: Sendable, Equatable {
  package struct Bound: Sendable, Equatable {
    package let value: Double
    package let included: Bool
  }

  package let lower: Bound?
  package let upper: Bound?

  init(from: Double? = nil, above: Double? = nil, to: Double? = nil, below: Double? = nil) {
    lower = from.map { Bound(value: $0, included: true) } ?? above.map { Bound(value: $0, included: false) }
    upper = to.map { Bound(value: $0, included: true) } ?? below.map { Bound(value: $0, included: false) }
  }

  func contains(_ value: Double) -> Bool {
    let fitsBelow = lower.map { $0.included ? value >= $0.value : value > $0.value } ?? true
    let fitsAbove = upper.map { $0.included ? value <= $0.value : value < $0.value } ?? true
    return fitsBelow && fitsAbove
  }
}

package struct IntegerRange: Sendable, Equatable {
  package let lower: Int128
  package let upper: Int128
}

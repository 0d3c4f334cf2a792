extension Model.CNN: Section {
  package static let about =
    "A convolutional network over images: its layers, then a dense one for the outputs."
  package static let fields: [Field<Self>] = [
    Field(
      "image", \.image, .list(of: .integer(from: 1, to: 65_536), atLeast: 3, atMost: 3),
      about: "Channels, height and width: a row's features are the image, channel by channel, row by row.",
      example: "[1, 28, 28]"),
    Field(
      "layers", \.layers, .list(of: Layer.form, atLeast: 1, atMost: 64),
      about: "The layers before the last, from the image on.",
      example: "[{conv: {filters: 32, size: 5, padding: same}}, {max_pool: 2}, {dense: 512}]"),
    Field(
      "activation", \.activation, .choice(), default: .relu, about: "What follows each `conv` and `dense`.",
      example: "tanh"),
  ]
}

extension Model.CNN.Layer {
  static let form: Form<Self> = .variant([
    .holding(
      "conv", .section(), about: Model.CNN.Conv.about, wrap: { .conv($0) },
      unwrap: { if case .conv(let conv) = $0 { conv } else { nil } }),
    .holding(
      "max_pool", Model.CNN.Pool.form, about: "The largest value of each window.", wrap: { .maxPool($0) },
      unwrap: { if case .maxPool(let pool) = $0 { pool } else { nil } }),
    .holding(
      "average_pool", Model.CNN.Pool.form, about: "The mean of each window.", wrap: { .averagePool($0) },
      unwrap: { if case .averagePool(let pool) = $0 { pool } else { nil } }),
    .holding(
      "dense", .integer(from: 1, to: 65_536),
      about: "A dense layer of so many outputs; only others follow it.",
      wrap: { .dense($0) }, unwrap: { if case .dense(let width) = $0 { width } else { nil } }),
    .holding(
      "dropout", .share(above: 0, to: 0.99),
      about: "The part of the values that a training step leaves out at random.", wrap: { .dropout($0) },
      unwrap: { if case .dropout(let rate) = $0 { rate } else { nil } }),
  ])
}

extension Model.CNN.Conv: Section {
  package static let about = "Filters that slide over all channels of the image."
  package static let fields: [Field<Self>] = [
    Field(
      "filters", \.filters, .integer(from: 1, to: 65_536),
      about: "How many there are: the channels that it gives.",
      example: "32"),
    Field(
      "size", \.size, .integer(from: 1, to: 1024), about: "The side of each filter, in pixels.", example: "5"),
    Field(
      "stride", \.stride, .integer(from: 1, to: 1024), default: 1, about: "How far it moves at a time.",
      example: "2"),
    Field(
      "padding", \.padding, Model.CNN.Padding.form, default: .zeros(0),
      about:
        "Rows and columns of zeros on each side; `same` keeps the image's size, for an odd size and stride 1.",
      example: "same"),
  ]
}

extension Model.CNN.Padding {
  static let form: Form<Self> = .either(
    .constant("same"), where: { $0.first?.isLetter == true }, wrap: { _ in .same },
    unwrap: { $0 == .same ? "same" : nil },
    or: .wrapping(
      .integer(from: 0, to: 1024), wrap: { .zeros($0) },
      unwrap: { if case .zeros(let count) = $0 { count } else { 0 } }))
}

extension Model.CNN.Pool: Section {
  package static let about = "Square windows; what does not fill one at the right or lower edge is left out."
  package static let fields: [Field<Self>] = [
    Field("size", \.size, .integer(from: 1, to: 1024), about: "The side of each window.", example: "2"),
    Field(
      optional: "stride", \.stride, .integer(from: 1, to: 1024), written: "the size",
      about: "How far the window moves at a time.", example: "2"),
  ]

  static let form: Form<Self> = .either(
    .integer(from: 1, to: 1024),
    wrap: { size in
      var pool = Self()
      pool.size = size
      return pool
    }, unwrap: { $0.stride == nil || $0.stride == $0.size ? $0.size : nil }, or: .section())
}

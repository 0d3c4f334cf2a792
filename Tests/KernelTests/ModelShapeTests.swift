import Determinism
import Testing

@testable import Kernel

struct ModelShapeTests {
  private static func bytes(_ shape: ModelShape) -> [UInt8] {
    var writer = CanonicalWriter()
    shape.encode(to: &writer)
    return writer.bytes
  }

  private static func shape(_ bytes: [UInt8]) throws(CanonicalError) -> ModelShape {
    var reader = CanonicalReader(bytes)
    let shape = try ModelShape(from: &reader)
    try reader.finish()
    return shape
  }

  @Test func `a shape is what its bytes say`() throws {
    for (_, shape) in modelKinds {
      #expect(try Self.shape(Self.bytes(shape.dropping(0.25))) == shape.dropping(0.25))
    }
  }

  @Test func `bytes that are no shape are refused`() {
    let linear = Self.bytes(ModelShape(inputs: 3, hidden: [], outputs: 1, activation: .relu, loss: .squared))
    for length in linear.indices {
      #expect(throws: CanonicalError.self) { try Self.shape(Array(linear[..<length])) }
    }
    for (place, name) in [(16, "layer"), (25, "loss")] {
      var wrong = linear
      wrong[place] = 9
      #expect(throws: CanonicalError.invalid(name, at: place)) { try Self.shape(wrong) }
    }
    let hidden = Self.bytes(ModelShape(inputs: 3, hidden: [1], outputs: 1, activation: .relu, loss: .squared))
    var wrong = hidden
    wrong[26] = 3
    #expect(throws: CanonicalError.invalid("activation", at: 26)) { try Self.shape(wrong) }
  }

  /// One byte wrong, or numbers from nowhere: an error or a shape, of which validation says whether it can be
  /// built.
  @Test func `hostile bytes never trap`() throws {
    var random = RandomStream(seed: 17, purpose: .fingerprint)
    let numbers: [Int] = [0, -1, .min, .max, 1 << 22, 1 << 31, 1 << 40, 1 << 62, 3]
    var valid = 0
    for (_, shape) in modelKinds {
      let original = Self.bytes(shape)
      for _ in 0..<400 {
        var bytes = original
        let place = random.below(bytes.count)
        if random.below(2) == 0 || place + 8 > bytes.count {
          bytes[place] = UInt8(random.below(256))
        } else {
          let number = numbers[random.below(numbers.count)]
          withUnsafeBytes(of: Int64(number).littleEndian) {
            bytes.replaceSubrange(place..<place + 8, with: $0)
          }
        }
        guard let hostile = try? Self.shape(bytes) else { continue }
        do throws(KernelError) {
          try hostile.validate(batch: 1 + random.below(1 << 31))
          valid += 1
        } catch {
          #expect(!error.description.isEmpty, "seed 17")
        }
      }
    }
    #expect(valid > 0)
  }

  @Test(arguments: [
    ModelShape(inputs: 0, hidden: [], outputs: 3, activation: .relu, loss: .crossEntropy),
    ModelShape(inputs: 4, hidden: [-1], outputs: 3, activation: .relu, loss: .crossEntropy),
    ModelShape(inputs: 4, hidden: [.max], outputs: 3, activation: .relu, loss: .crossEntropy),
    ModelShape(inputs: 1 << 20, hidden: [1 << 20], outputs: 3, activation: .relu, loss: .crossEntropy),
    ModelShape(
      inputs: 4, hidden: Array(repeating: 1, count: 200), outputs: 3, activation: .relu, loss: .crossEntropy),
    ModelShape(inputs: 4, hidden: [], outputs: 1, activation: .relu, loss: .crossEntropy),
    ModelShape(inputs: 4, hidden: [], outputs: 2, activation: .relu, loss: .logistic),
    ModelShape(inputs: 4, hidden: [], outputs: 1, activation: .relu, loss: .huber(delta: 0)),
    ModelShape(inputs: 4, hidden: [], outputs: 1, activation: .relu, loss: .huber(delta: .infinity)),
    ModelShape(inputs: 4, hidden: [3], outputs: 3, activation: .tanh, loss: .reconstruction),
    ModelShape(inputs: 4, hidden: [3], outputs: 2, activation: .tanh, dropout: 1, loss: .crossEntropy),
    ModelShape(inputs: 4, layers: [], loss: .reconstruction),
    ModelShape(inputs: 4, layers: [.dense(outputs: 2), .activation(.relu)], loss: .crossEntropy),
    ModelShape(inputs: 4, layers: [.activation(.relu), .dense(outputs: 2)], loss: .crossEntropy),
    ModelShape(
      inputs: 4, layers: [.dense(outputs: 2), .activation(.relu), .activation(.tanh), .dense(outputs: 2)],
      loss: .crossEntropy),
  ])
  func `a shape that cannot be built is refused`(shape: ModelShape) {
    #expect(throws: KernelError.shape(shape)) { try shape.validate() }
    #expect(throws: KernelError.shape(shape)) {
      _ = try Evaluator(shape: shape, arithmetic: .portable())
    }
  }

  @Test(arguments: [
    (ModelShape.Convolution(input: image, filters: 2, size: 3, padding: 1), true),
    (.init(input: image, filters: 0, size: 3), false),
    (.init(input: image, filters: .max, size: 3), false),
    (.init(input: image, filters: 2, size: 0), false),
    (.init(input: image, filters: 2, size: 9), false),
    (.init(input: image, filters: 2, size: 3, stride: 0), false),
    (.init(input: image, filters: 2, size: 3, padding: 3), false),
    (.init(input: image, filters: 2, size: 3, padding: -1), false),
    (.init(input: .init(channels: 1 << 40, height: 1 << 40, width: 1), filters: 2, size: 3), false),
    (.init(input: .init(channels: 1, height: 6, width: 6), filters: 2, size: 3), false),
  ])
  func `a convolution must fit its image`(convolution: ModelShape.Convolution, fits: Bool) {
    let shape = ModelShape(
      inputs: 40, layers: [.convolution(convolution), .dense(outputs: 2)], loss: .crossEntropy)
    #expect(((try? shape.validate()) != nil) == fits)
  }

  @Test(arguments: [
    (2, 2, true), (4, 1, true), (5, 1, false), (0, 1, false), (2, 0, false), (.max, .max, false),
  ])
  func `a window must fit its image`(size: Int, stride: Int, fits: Bool) {
    let pooling = ModelShape.Pooling(kind: .max, input: Self.image, size: size, stride: stride)
    let shape = ModelShape(inputs: 40, layers: [.pooling(pooling), .dense(outputs: 2)], loss: .crossEntropy)
    #expect(((try? shape.validate()) != nil) == fits)
  }

  private static let image = ModelShape.ImageSize(channels: 2, height: 4, width: 5)

  @Test func `dropout belongs to training alone`() {
    let shape = ModelShape(
      inputs: 4, hidden: [3], outputs: 2, activation: .tanh, dropout: 0.5, loss: .crossEntropy)
    #expect(shape.layers.count == 4)
    #expect(
      shape.withoutDropout
        == ModelShape(inputs: 4, hidden: [3], outputs: 2, activation: .tanh, loss: .crossEntropy))
  }
}

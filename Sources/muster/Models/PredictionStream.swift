import Artefacts
import Datasets
import Glibc

/// Rows from standard input to predictions on standard output, a piece at a time: memory does not grow with them.
struct PredictionStream: ~Copyable {
  private var predictor: Predictor
  private var rows: ArrivingRows
  private let table: PredictionTable
  private var header: [UInt8]
  private static let name = "standard input"
  private static let pieceSize = 1 << 18

  /// - Parameter threshold: in place of the model's own.
  init(_ model: TrainedModel, threshold: Float?) throws {
    predictor = try Predictor(model)
    rows = ArrivingRows(features: model.featureNames, name: Self.name)
    table = PredictionTable(model, threshold: threshold)
    header = table.header()
  }

  /// Predicts to the end, or until nobody reads on.
  /// - Throws: `invalid` at the first row that cannot be read; those before it have been written.
  mutating func run() throws {
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 64)
    defer { piece.deallocate() }
    while true {
      let count = try Self.read(into: piece)
      var values: [Float] = []
      let fault = take(UnsafeRawBufferPointer(rebasing: piece.prefix(count)), into: &values)
      guard try write(values) else { return }
      if let fault { throw Failure(.invalid, "\(fault)", help: fault.helpForRows) }
      if count == 0 { return }
    }
  }

  /// - Parameter piece: nothing when the text has ended.
  private mutating func take(_ piece: UnsafeRawBufferPointer, into values: inout [Float]) -> DatasetError? {
    do throws(DatasetError) {
      if piece.isEmpty { try rows.finish(into: &values) } else { try rows.append(piece, to: &values) }
      return nil
    } catch {
      return error
    }
  }

  /// - Returns: whether somebody still reads.
  private mutating func write(_ values: [Float]) throws -> Bool {
    guard rows.hasHeader else { return true }
    let predicted = try predictor.predict(values)
    defer { header = [] }
    let isRead = Standard.output(bytes: header + table.lines(predicted))
    if isRead, let row = table.undefinedRow(in: predicted) {
      throw Failure(
        .invalid, "\(Self.name):\(rows.lines[row]): the model gives no number: values are too large for it",
        help: "mend the row and predict again from it on, or leave it out")
    }
    return isRead
  }

  /// - Returns: how many bytes came; 0 at the end.
  private static func read(into piece: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = Glibc.read(STDIN_FILENO, piece.baseAddress, piece.count)
      if count >= 0 { return count }
      guard errno == EINTR else {
        throw Failure(
          .invalid, "\(name) cannot be read: \(String(cString: strerror(errno)))",
          help: "give rows on it: muster predict MODEL < rows.csv")
      }
    }
  }
}

extension DatasetError {
  /// What to do about it where there is no job to change.
  fileprivate var helpForRows: String {
    switch kind {
    case .emptyCell: "fill it, or leave the row out"
    case .notANumber: "write finite decimal numbers such as 12, -0.5 or 1e-3, or leave the row out"
    case .noRows: "give a header line and rows: muster predict MODEL < rows.csv"
    default: help ?? "mend it and predict again from this row on"
    }
  }
}

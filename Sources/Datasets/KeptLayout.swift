import Determinism

/// What lies where in a file of the cache that holds a prepared data set:
///
///     length of the header (64 bits) · header · x · y · testX · testY · SHA-256 of all before
///
/// with zeros up to a multiple of 64 bytes after the header and each array. Rows that lie in a source file as
/// they should are not written; the header says where they are.
struct KeptLayout {
  /// Where the floats of an array begin, and how many they are.
  enum Place {
    /// So many bytes after the header and its zeros.
    case here(offset: Int, count: Int)
    /// So many bytes into the recipe's file of this index.
    case source(index: Int, offset: Int, count: Int)
  }

  var featureNames: [String]
  var classNames: [String]
  var clients: [PreparedData.Client]
  var x, y, testX, testY: Place
}

extension KeptLayout {
  init(_ data: ArrangedData, _ files: SourceFiles) {
    var end = 0
    func place(_ count: Int, inPlace: Floats?) -> Place {
      if let place = inPlace?.place, let index = files.index(of: place.file) {
        return .source(index: index, offset: place.offset, count: count)
      }
      defer { end = padded(end + 4 * count) }
      return .here(offset: end, count: count)
    }
    featureNames = data.featureNames
    classNames = data.classNames
    clients = data.clients
    x = place(data.x.count, inPlace: data.x.inPlace)
    y = place(data.y.count, inPlace: nil)
    testX = place(data.testX.count, inPlace: data.testX.inPlace)
    testY = place(data.testY.count, inPlace: nil)
  }

  /// Of the file, but for its header and digest.
  var byteCount: Int {
    [x, y, testX, testY].reduce(0) {
      if case .here(let offset, let count) = $1 { padded(offset + 4 * count) } else { $0 }
    }
  }

  func write(_ data: ArrangedData, to file: inout CacheFileWriter) {
    var header = CanonicalWriter()
    encode(to: &header)
    var counted = CanonicalWriter()
    counted.write(header.bytes)
    file.write(counted.bytes)
    file.pad()
    write(data.x, x, to: &file)
    write(data.y, to: &file)
    write(data.testX, testX, to: &file)
    write(data.testY, to: &file)
  }

  private func write(_ rows: OrderedRows, _ place: Place, to file: inout CacheFileWriter) {
    guard case .here = place else { return }
    rows.forEachStretch(rows.rows.indices) { file.write(UnsafeRawBufferPointer($0)) }
    file.pad()
  }

  private func write(_ floats: Floats, to file: inout CacheFileWriter) {
    floats.withUnsafeBufferPointer { file.write(UnsafeRawBufferPointer($0)) }
    file.pad()
  }
}

extension PreparedData {
  /// What lies in a file of the cache, where it lies.
  /// - Returns: nil when its parts do not fit each other.
  init?(kept bytes: FileBytes, _ files: SourceFiles) {
    let length = bytes.withUnsafeBytes {
      $0.count < 8 ? 0 : Int64(littleEndian: $0.loadUnaligned(as: Int64.self))
    }
    guard length > 0, length <= bytes.count - 8 else { return nil }
    let start = padded(8 + Int(length))
    var reader = CanonicalReader(Array(bytes.prefix(8 + Int(length)).dropFirst(8)))
    guard let layout = try? KeptLayout(from: &reader), (try? reader.finish()) != nil else { return nil }
    func floats(_ place: KeptLayout.Place) -> Floats? {
      switch place {
      case .here(let offset, let count):
        offset > bytes.count ? nil : Floats(bytes, offset: start + offset, count: count)
      case .source(let index, let offset, let count):
        files.bytes.indices.contains(index) ? Floats(files.bytes[index], offset: offset, count: count) : nil
      }
    }
    guard let x = floats(layout.x), let y = floats(layout.y) else { return nil }
    guard let testX = floats(layout.testX), let testY = floats(layout.testY) else { return nil }
    let width = layout.featureNames.count
    guard layout.clients.last?.rows.upperBound == y.count else { return nil }
    guard x.count == y.count * width, testX.count == testY.count * width else { return nil }
    self.init(
      sources: files.sources, featureNames: layout.featureNames, classNames: layout.classNames, x: x, y: y,
      clients: layout.clients, testX: testX, testY: testY)
  }
}

package import Determinism

/// A look at one client's file, which lies with its owner, before there is a plan. What comes back are counts and sums; no
/// row and no label of a row.
package struct Survey: Sendable, Equatable {
  /// The second look, which some scalings need: at squared deviations.
  package struct Deviations: Sendable, Equatable {
    /// The file's, from the first look.
    package var digest: Digest
    /// Each feature's mean over the training rows of all clients.
    package var means: [Double]

    package init(digest: Digest, means: [Double]) {
      self.digest = digest
      self.means = means
    }
  }

  /// How the file is read and split: canonical bytes that only the worker opens.
  package var recipe: [UInt8]
  package var client: Int
  /// On the worker's host.
  package var path: String
  /// nil for the first look.
  package var deviations: Deviations?

  package init(recipe: [UInt8], client: Int, path: String, deviations: Deviations? = nil) {
    self.recipe = recipe
    self.client = client
    self.path = path
    self.deviations = deviations
  }
}

/// The clients whose rows lie with a worker, of a data set that lies with its owners.
package struct ResidentShare: Sendable, Equatable {
  package struct Client: Sendable, Equatable {
    package var client: Int
    /// On the worker's host.
    package var path: String

    package init(client: Int, path: String) {
      self.client = client
      self.path = path
    }
  }

  /// What the surveys of all clients say together: canonical bytes that only the worker opens.
  package var layout: [UInt8]
  package var clients: [Client]

  package init(layout: [UInt8], clients: [Client]) {
    self.layout = layout
    self.clients = clients
  }
}

extension Survey {
  func encode(to writer: inout CanonicalWriter) {
    writer.write(recipe)
    writer.write(client)
    writer.write(path)
    writer.write(deviations) {
      $0.write($1.digest)
      $0.write($1.means) { $0.write($1) }
    }
  }

  init(from reader: inout CanonicalReader) throws(CanonicalError) {
    recipe = try reader.byteArray()
    client = try reader.natural("client")
    path = try reader.string()
    deviations = try reader.optional { (r) throws(CanonicalError) in
      Deviations(digest: try r.digest(), means: try r.array { (r) throws(CanonicalError) in try r.double() })
    }
  }
}

extension ResidentShare {
  func encode(to writer: inout CanonicalWriter) {
    writer.write(layout)
    writer.write(clients) {
      $0.write($1.client)
      $0.write($1.path)
    }
  }

  init(from reader: inout CanonicalReader) throws(CanonicalError) {
    layout = try reader.byteArray()
    clients = try reader.array { (r) throws(CanonicalError) in
      Client(client: try r.natural("client"), path: try r.string())
    }
  }
}

package import Addresses
package import YAMLTree

/// One thing that is wrong with a job, with its evidence. `Wording` puts it into words, `rendered` shows it.
package struct Diagnostic: Sendable, Equatable {
  package enum Severity: String, Sendable { case error, warning }

  package indirect enum Kind: Sendable, Equatable {
    case yaml(YAMLError.Kind)

    // Keys.
    case unknownKey(String, in: String, known: [String])
    case missingKey(String, in: String, example: String)
    case noneOf([String], in: String)
    case severalOf([String], given: [String], in: String)
    case keyNeeded(String, with: String, in: String)
    case keyOnlyWith(String, others: [String], in: String)
    case refusedKey(String, KeyRefusal)

    // Values.
    case needsValue(String, Shape)
    case wrongShape(String, expected: Shape)
    case quoted(String, expected: Shape)
    case badNumber(String, mend: String?, expected: Shape)
    case outOfRange(String, expected: Shape, mend: String?)
    case tooFine(String)
    case unitMissing(String, ClosedRange<Duration>)
    case badFlag(String)
    case badText(String, TextRule)
    case badAmount(String)
    case unquotedAmount(String, isAmount: Bool)
    case unknownChoice(String, [String])
    case wrongCount(Int, atLeast: Int, atMost: Int)
    case bareWord(String, in: String)
    case noPayload(String)

    // Files.
    case newerSchema(String)
    case otherKind(FileKind, wanted: FileKind)
    case outsideRoot(String)
    case includeCycle([String])
    case unreadable(String, ReadFailure)

    // Settings from outside the files.
    case unknownField(String, nearest: String?)
    /// A field of a file that is no part of what a job is.
    case fixedField(String)
    case repeatedSetting(String)
    case nothingToSet(String)

    // What fields say about each other.
    case testSplitBesideTestFiles
    case metricOfOtherTask(Metric, UseCase.Task)
    case metricWithoutClasses(Metric)
    case barOutOfRange(Metric)
    case residentSourceAlone
    case residentPartitionsAlone
    case ownersBesideResident
    case unknownPool(String, known: [String])
    case ownersWithoutParticipants
    case unknownParticipant(String, known: [String])
    case withoutRole(String, Participant.Role)
    case repeatedRole(Participant.Role)
    case splitSum(Int)
    case roleNobodyHas(Participant.Role, share: Int)
    case tooManyDecimals(TokenAmount, decimals: Int)
    case amountTooLarge(TokenAmount, decimals: Int)
    case badAddress(String, chain: Chain.Target, AddressError)
    case payoutWithoutChain
    case dropWithoutMinClients
    case minClientsWithoutDrop
    case noWorkers
    case repeatedPool(String)
    case poolCalledLocal
    case poolWithoutOperator(String)
    case operatorsWithoutPool([String])

    /// What the jobs of a batch say about each other.
    case batch(BatchFault)
    /// A finding of planning, in its own words.
    case planning(code: String, message: String, help: String?)
    /// So many problems more than are shown.
    case more(Int)
  }

  package var kind: Kind
  package var severity: Severity
  /// nil when the problem is nowhere in a job file.
  package var place: Place?
  package var related: [Related]

  package init(_ kind: Kind, severity: Severity = .error, place: Place?, related: [Related] = []) {
    self.kind = kind
    self.severity = severity
    self.place = place
    self.related = related
  }
}

extension Diagnostic {
  /// What keeps a text from being read.
  package init(_ error: YAMLError) {
    self.init(
      .yaml(error.kind), place: error.place,
      related: error.related.map { [Related($0, .yaml(error.kind))] } ?? [])
  }
}

/// A second place that explains a diagnostic.
package struct Related: Sendable, Equatable {
  package enum Why: Sendable, Equatable {
    case yaml(YAMLError.Kind)
    case rolesGiven(String)
    case poolNamed
    case settingGiven
    case valueGiven
  }

  package var place: Place
  package var why: Why

  package init(_ place: Place, _ why: Why) {
    self.place = place
    self.why = why
  }
}

extension Diagnostic {
  /// The most that are worth showing.
  static let limit = 100

  /// By file in the order of `sources`, then by place; after the hundredth only their number.
  static func inOrder(_ diagnostics: [Diagnostic], of sources: [SourceText]) -> [Diagnostic] {
    let names = sources.map(\.name)
    let keyed = diagnostics.enumerated().map { index, one in
      (
        key: [
          one.place.flatMap { names.firstIndex(of: $0.source.name) } ?? names.count,
          one.place?.range.lowerBound ?? 0, index,
        ], one: one
      )
    }
    let sorted = keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.one)
    guard sorted.count > limit else { return sorted }
    return sorted.prefix(limit) + [Diagnostic(.more(sorted.count - limit), place: nil)]
  }
}

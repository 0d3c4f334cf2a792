import Addresses
import Determinism
import YAMLTree

/// The words of every diagnostic.
extension Diagnostic {
  /// What is wrong, in one line.
  package var message: String {
    switch kind {
    case .yaml(let kind): kind.message
    case .unknownKey(let key, let section, _): "unknown key \(Wording.quoted(key))" + Wording.inside(section)
    case .missingKey(let key, let section, _): "\(Wording.section(section)) lacks the key `\(key)`"
    case .noneOf(let keys, let section): "\(Wording.section(section)) needs \(Wording.oneOf(keys))"
    case .severalOf(_, let given, _): "\(Wording.list(given, "and")) exclude each other"
    case .keyNeeded(let key, let other, _): "`\(other)` needs `\(key)` beside it"
    case .keyOnlyWith(let key, let others, _):
      "`\(key)` makes sense only beside \(Wording.list(others, "or"))"
    case .refusedKey(let key, let refusal): "\(Wording.quoted(key)) cannot stand here: \(refusal.why)"
    case .needsValue(let path, _):
      path.isEmpty ? "the file needs a value" : "\(Wording.quoted(path)) needs a value"
    case .wrongShape(let found, let expected): "expected \(expected.phrase), found \(found)"
    case .quoted(let text, let expected):
      "expected \(expected.phrase), found \(Wording.quoted(text)) in quotes"
    case .badNumber(let text, _, let expected): "expected \(expected.phrase), found \(Wording.quoted(text))"
    case .outOfRange(let text, let expected, _):
      "\(Wording.quoted(text)) is out of range: expected \(expected.phrase)"
    case .tooFine(let text): "\(Wording.quoted(text)) is finer than a hundredth of a percent"
    case .unitMissing(let text, _): "\(Wording.quoted(text)) is a number without its unit"
    case .badFlag(let text): "expected `true` or `false`, found \(Wording.quoted(text))"
    case .badText("", _): "an empty text is not enough here"
    case .badText(let text, .line), .badText(let text, .prose), .badText(let text, .path),
      .badText(let text, .address):
      "\(Wording.quoted(text)) holds control or invisible characters"
    case .badText(let text, let rule): "\(Wording.quoted(text)) is not \(rule.phrase)"
    case .badAmount(let text), .unquotedAmount(let text, isAmount: false):
      "\(Wording.quoted(text)) is not an amount of tokens"
    case .unquotedAmount: "an amount of tokens needs quotes"
    case .unknownChoice(let word, let words):
      "expected \(Wording.oneOf(words)), found \(Wording.quoted(word))"
    case .wrongCount(let count, let atLeast, let atMost):
      count < atLeast
        ? "expected at least \(Wording.count(atLeast, "item")), found \(count == 0 ? "none" : String(count))"
        : "expected at most \(Wording.count(atMost, "item")), found \(count)"
    case .bareWord(let word, _): "`\(word)` needs its fields"
    case .noPayload(let word): "`\(word)` has no fields"
    case .newerSchema(let schema):
      "the file is in \(Wording.quoted(schema)); this muster reads `\(Job.schemaVersion)`"
    case .otherKind(let kind, let wanted):
      "the file is of `kind: \(kind.rawValue)`; one of `kind: \(wanted.rawValue)` is wanted here"
    case .outsideRoot(let path): "\(Wording.quoted(path)) is outside the repository"
    case .includeCycle(let paths):
      "the file holds itself: \(paths.map(Wording.quoted).joined(separator: " names "))"
    case .unreadable(let path, .missing): "there is no file \(Wording.quoted(path))"
    case .unreadable(let path, .unreadable(let reason)): "cannot read \(Wording.quoted(path)): \(reason)"
    case .unknownField(let path, _): "there is no field \(Wording.quoted(path))"
    case .fixedField(let name): "`\(name)` means nothing to a run; it cannot be set"
    case .repeatedSetting(let path): "\(Wording.quoted(path)) is set twice"
    case .nothingToSet(let path): "the job has nothing at \(Wording.quoted(path)) to set"
    case .testSplitBesideTestFiles: "`data.test` splits rows off, but the source has test files of its own"
    case .metricOfOtherTask(let metric, let task): "`\(metric.rawValue)` does not measure \(task.rawValue)"
    case .metricWithoutClasses(let metric): "`\(metric.rawValue)` is not of one class"
    case .barOutOfRange(let metric): "`\(metric.rawValue)` is always from 0 to 1"
    case .residentSourceAlone: "the rows are resident, but no partition says where a client's are"
    case .residentPartitionsAlone: "`resident` partitions are files of their own, but the source has others"
    case .ownersBesideResident: "`resident` partitions have an owner each, and `data.owners` names others"
    case .unknownPool(let name, _): "there is no pool \(Wording.quoted(name))"
    case .ownersWithoutParticipants: "`data.owners` names participants, but the job has none"
    case .unknownParticipant(let name, _): "there is no participant \(Wording.quoted(name))"
    case .withoutRole(let name, let role): "`\(name)` does not have the role `\(role.rawValue)`"
    case .repeatedRole(let role): "the role `\(role.rawValue)` is given twice"
    case .splitSum(let points): "the shares sum to \(BasisPoints.spell(points)), not to 100%"
    case .roleNobodyHas(let role, let share):
      "\(BasisPoints.spell(share)) for `\(role.rawValue)`, but no participant has that role"
    case .tooManyDecimals(let amount, let decimals):
      "\(Wording.quoted(amount.text)) has \(Wording.count(amount.fractionDigits, "decimal")), the token has \(decimals)"
    case .amountTooLarge(let amount, _): "\(Wording.quoted(amount.text)) is more than a ledger can hold"
    case .badAddress(let text, let chain, let error):
      "\(Wording.quoted(text)) is not an address on \(chain.rawValue): \(error)"
    case .payoutWithoutChain: "payout addresses are not checked, as the job names no chain"
    case .dropWithoutMinClients: "`on_late: drop` needs `min_clients` beside it"
    case .minClientsWithoutDrop: "`min_clients` makes sense only beside `on_late: drop`"
    case .noWorkers: "there are no workers: `local` is 0, and no other pool is named"
    case .repeatedPool(let name): "two pools are called \(Wording.quoted(name))"
    case .poolCalledLocal: "only this machine's workers are called `\(Workers.localName)`"
    case .poolWithoutOperator(let name):
      "other pools name an operator, and the pool \(Wording.quoted(name)) names none"
    case .operatorsWithoutPool(let names):
      "no pool trains the clients of \(Wording.list(Array(names.prefix(20)), "and")): every pool is another operator's"
    case .batch(let fault): fault.message
    case .planning(_, let message, _): message
    case .more(let count): "and \(Wording.count(count, "more problem"))"
    }
  }

  /// How to mend it, in one line.
  package var help: String? {
    switch kind {
    case .yaml(let kind): kind.help
    case .unknownKey(let key, _, let known):
      Wording.suggestion(key, known) ?? "the keys here: \(Wording.list(known, "and"))"
    case .missingKey(let key, _, let example): "add it, for example `\(key): \(example)`"
    case .noneOf(let keys, _): keys.count > 1 ? "give exactly one of them" : nil
    case .severalOf(let keys, _, _): "keep exactly one of \(Wording.list(keys, "and"))"
    case .keyNeeded(let key, _, let section): "add `\(key)` to `\(section)`"
    case .keyOnlyWith: "leave it out"
    case .refusedKey(_, let refusal): refusal.mend
    case .needsValue(_, let shape): "give \(shape.phrase)"
    case .wrongShape(let found, let expected):
      Wording.keys(of: expected) ?? Wording.list(expected, around: found)
    case .quoted: "drop the quotes"
    case .badNumber(_, let mend, _): mend.map { "write `\($0)`" }
    case .outOfRange(_, _, let mend): mend.map { "for a percentage write `\($0)`" }
    case .tooFine: "shares of money are exact: use at most two digits after the point of a percentage"
    case .unitMissing(let text, let range): Wording.durations(text, range)
    case .badFlag(let text): Wording.flag(text).map { "write `\($0)`" }
    case .badText(let text, .host) where text.contains("@"):
      "give the user in `user`: \(TextRule.host.phrase) is \(TextRule.host.explanation)"
    case .badText(_, let rule): "it takes \(rule.explanation)"
    case .badAmount, .unquotedAmount(_, isAmount: false):
      "give a decimal number in quotes, such as `\"12.5\"`: no sign, exponent, separators or leading zeros"
    case .unquotedAmount(let text, _): "write `\"\(text)\"`"
    case .unknownChoice(let word, let words): Wording.suggestion(word, words)
    case .wrongCount: nil
    case .bareWord(let word, let path):
      "write `\(word): {…}`; `muster explain \(path).\(word)` lists its fields"
    case .noPayload(let word): "write `\(word)` alone"
    case .newerSchema: "use a newer muster"
    case .otherKind(.batch, .job): "`muster batch` runs it"
    case .otherKind(_, .job): "name a job; a workers file goes behind `--workers`"
    case .otherKind(_, .workers):
      "a workers file starts with `schema: \(Job.schemaVersion)` and `kind: workers`"
    case .otherKind(_, .batch): "a batch starts with `schema: \(Job.schemaVersion)` and `kind: batch`"
    case .outsideRoot: "what a file of the language names lies in the same repository"
    case .includeCycle: "write the section itself instead of a path"
    case .unreadable(_, .missing):
      "a path is relative to the file that names it, and one that is set to the job's"
    case .unreadable: nil
    case .unknownField(_, let nearest):
      nearest.map { "did you mean `\($0)`?" } ?? "`muster explain` lists the sections"
    case .fixedField: "leave it out"
    case .repeatedSetting: "leave one out"
    case .nothingToSet: "a list is shorter or its value has another form: set the whole list or value instead"
    case .testSplitBesideTestFiles: "leave out `data.test` or the test files"
    case .metricOfOtherTask(_, let task):
      "its metrics are \(Wording.list(Metric.all(for: task).map(\.rawValue), "and"))"
    case .metricWithoutClasses: "leave out `of`; only precision, recall and f1 are of a class"
    case .barOutOfRange: "write `0.93` for 93%"
    case .residentSourceAlone: "use `partitions: {resident: [{owner: …, pool: …, path: …}]}`"
    case .residentPartitionsAlone: "use `source: {resident: csv, label: …}`"
    case .ownersBesideResident: "leave it out"
    case .unknownPool(Workers.localName, _): "give `workers.local` a number"
    case .unknownPool(let name, let known):
      Wording.suggestion(name, known)
        ?? (known.isEmpty
          ? "there are no pools" : "the pools are \(Wording.list(Array(known.prefix(20)), "and"))")
    case .ownersWithoutParticipants: "add `participants`, each with the role `data`"
    case .unknownParticipant(let name, let known):
      Wording.suggestion(name, known) ?? Wording.participants(known)
    case .withoutRole(_, let role): "add `\(role.rawValue)` to its roles"
    case .repeatedRole: "leave one out"
    case .splitSum: "change the shares until they sum to 100%"
    case .roleNobodyHas: "give the role to a participant, or the share to another role"
    case .tooManyDecimals(let amount, _):
      "round it"
        + (amount.fractionDigits <= 18
          ? ", or set `tokenomics.token.decimals` to \(amount.fractionDigits)" : "")
    case .amountTooLarge(_, let decimals):
      "a token of \(Wording.count(decimals, "decimal")) has at most"
        + " \(Wording.count(TokenAmount.digitLimit - decimals, "digit")) before the point"
    case .badAddress: nil
    case .payoutWithoutChain: "add `chain: {target: …}`"
    case .dropWithoutMinClients: "add `min_clients`: with fewer clients in time the run ends"
    case .minClientsWithoutDrop: "leave it out, or add `on_late: drop`"
    case .noWorkers: "give `local` at least 1, or add a pool in `ssh` or `slurm`"
    case .repeatedPool: "give one of them another `name`"
    case .poolCalledLocal: "give the pool another `name`"
    case .poolWithoutOperator(Workers.localName): "leave out `local`: this machine's workers have no operator"
    case .poolWithoutOperator: "give it an `operator` too: who trains a client is paid for it"
    case .operatorsWithoutPool(let names):
      "give a pool `operator: \(names[0])`" + (names.count > 1 ? " and so on" : "")
    case .batch(let fault): fault.help
    case .planning(_, _, let help): help
    case .more: "mend the ones above first"
    }
  }
}

extension Related {
  package var message: String {
    switch why {
    case .yaml(let kind): kind.relatedMessage
    case .rolesGiven(let name): "the roles of `\(name)`"
    case .poolNamed: "the first pool of that name"
    case .settingGiven: "first set here"
    case .valueGiven: "first given here"
    }
  }
}

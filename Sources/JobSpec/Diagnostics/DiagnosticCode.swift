import YAMLTree

extension Diagnostic {
  /// The kind's name for programs. It stays the same when the wording changes.
  package var code: String {
    switch kind {
    case .yaml(let kind): kind.code
    case .unknownKey: "unknown-key"
    case .missingKey: "missing-key"
    case .noneOf: "none-given"
    case .severalOf: "several-given"
    case .keyNeeded: "key-needed"
    case .keyOnlyWith: "key-misplaced"
    case .refusedKey: "refused-key"
    case .needsValue: "needs-value"
    case .wrongShape: "wrong-shape"
    case .quoted: "quoted"
    case .badNumber: "bad-number"
    case .outOfRange: "out-of-range"
    case .tooFine: "too-fine"
    case .unitMissing: "unit-missing"
    case .badFlag: "bad-flag"
    case .badText: "bad-text"
    case .badAmount: "bad-amount"
    case .unquotedAmount(_, let isAmount): isAmount ? "unquoted-amount" : "bad-amount"
    case .unknownChoice: "unknown-choice"
    case .wrongCount: "wrong-count"
    case .bareWord: "needs-fields"
    case .noPayload: "no-fields"
    case .newerSchema: "newer-schema"
    case .otherKind: "other-kind"
    case .outsideRoot: "outside-root"
    case .includeCycle: "include-cycle"
    case .unreadable: "unreadable"
    case .unknownField: "unknown-field"
    case .fixedField: "fixed-field"
    case .repeatedSetting: "repeated-setting"
    case .nothingToSet: "nothing-to-set"
    case .testSplitBesideTestFiles: "test-given-twice"
    case .metricOfOtherTask: "metric-of-other-task"
    case .metricWithoutClasses: "metric-without-classes"
    case .barOutOfRange: "bar-out-of-range"
    case .residentSourceAlone: "resident-source-alone"
    case .residentPartitionsAlone: "resident-partitions-alone"
    case .ownersBesideResident: "owners-beside-resident"
    case .unknownPool: "unknown-pool"
    case .ownersWithoutParticipants: "owners-without-participants"
    case .unknownParticipant: "unknown-participant"
    case .withoutRole: "without-role"
    case .repeatedRole: "repeated-role"
    case .splitSum: "split-sum"
    case .roleNobodyHas: "role-nobody-has"
    case .tooManyDecimals: "too-many-decimals"
    case .amountTooLarge: "amount-too-large"
    case .badAddress: "bad-address"
    case .payoutWithoutChain: "payout-without-chain"
    case .dropWithoutMinClients: "drop-without-minimum"
    case .minClientsWithoutDrop: "minimum-without-drop"
    case .noWorkers: "no-workers"
    case .repeatedPool: "repeated-pool"
    case .poolCalledLocal: "pool-called-local"
    case .poolWithoutOperator: "pool-without-operator"
    case .operatorsWithoutPool: "operator-without-pool"
    case .batch(let fault): fault.code
    case .planning(let code, _, _): code
    case .more: "more"
    }
  }
}

extension YAMLError.Kind {
  fileprivate var code: String {
    switch self {
    case .empty: "yaml-empty"
    case .tooManyBytes: "yaml-too-many-bytes"
    case .tooDeep: "yaml-too-deep"
    case .tooManyNodes: "yaml-too-many-nodes"
    case .tooManyAliasNodes: "yaml-too-many-alias-nodes"
    case .encoding: "yaml-encoding"
    case .invalidUTF8: "yaml-invalid-utf8"
    case .character: "yaml-character"
    case .tab: "yaml-tab"
    case .missingColon: "yaml-missing-colon"
    case .syntax: "yaml-syntax"
    case .secondDocument: "yaml-second-document"
    case .duplicateKey: "yaml-duplicate-key"
    case .mergeKey: "yaml-merge-key"
    case .keyNotScalar: "yaml-key-not-scalar"
    case .tag: "yaml-tag"
    case .undefinedAlias: "yaml-undefined-alias"
    case .recursiveAlias: "yaml-recursive-alias"
    case .duplicateAnchor: "yaml-duplicate-anchor"
    }
  }
}

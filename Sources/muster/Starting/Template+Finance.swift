import Determinism
import Reporting

extension Template {
  static let finance = Template(
    name: "finance", summary: "what share of a loan will be lost; four banks, regression",
    job: """
      #
      # What share of a loan will be lost: four banks train one model, and no bank's customers are seen by another.
      # The rows in data/finance.csv are made up. Put your own in their place, column by column.
      schema: muster/v1
      kind: job
      name: loan-losses
      seed: 42

      use_case:
        industry: finance
        task: regression
        summary: Estimate the share of each loan that will not be paid back.
        success: {metric: r2, at_least: 0.6}

      data:
        source: {csv: data/finance.csv, label: loss, scale: standard}
        test: {fraction: 25%}
        partitions: {column: bank}           # harbour, meadow, summit, union
        owners: [harbour, meadow, summit, union]

      model: linear

      training:
        optimizer: {sgd: {learning_rate: 0.02}}
        epochs: 2
        batch_size: 16

      federation:
        rounds: 15

      chain:
        target: ethereum
        token: {contract: "0x5FbDB2315678afecb367f032d93F642f64180aa3"}

      tokenomics: networks/banks.yaml

      # The payout addresses are well-known test accounts. Never send anything of value to them.
      participants:
        harbour: {roles: [data, compute], payout: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"}
        meadow: {roles: [data, compute], payout: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"}
        summit: {roles: [data], payout: "0x90F79bf6EB2c4f870365E785982E1f101E93b906"}
        union: {roles: [data], payout: "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65"}
        clearing-house: {roles: [treasury], payout: "0x976EA74026E726554dB657fA54763abd0C3a0aa9"}
      """,
    network: File(
      path: "networks/banks.yaml",
      text: """
        # The banks' token. Its emission halves after every hundred rounds.
        network: banks
        token: {symbol: RISK, decimals: 6}
        genesis: {clearing-house: "1000"}
        emission: {per_round: "60", halving_every: 100}
        split: {data: 60%, compute: 30%, treasury: 10%}
        contribution: loss_reduction

        """),
    rows: ExampleRows(
      columns: ["bank", "income", "loan_to_value", "years", "rate", "late_payments", "loss"], count: 500
    ) { _, random in
      let bank = ["harbour", "meadow", "summit", "union"][random.below(4)]
      let income = max(12, random.around(44, 13))
      let loanToValue = min(1.2, max(0.1, random.around(0.7, 0.2)))
      let years = 1 + random.below(29)
      let rate = max(0.5, random.around(4.1, 1.1))
      let late = random.below(3) * random.below(2)
      let loss =
        0.08 + 0.12 * (loanToValue - 0.7) - 0.0016 * (income - 44) + 0.012 * (rate - 4.1)
        + 0.03 * Double(late) + random.around(0, 0.016)
      return [
        bank, Figures.fixed(income, decimals: 1), Figures.fixed(loanToValue, decimals: 2), "\(years)",
        Figures.fixed(rate, decimals: 2), "\(late)", Figures.fixed(loss, decimals: 4),
      ]
    })
}

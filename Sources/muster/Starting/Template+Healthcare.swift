import Determinism
import Reporting

extension Template {
  static let healthcare = Template(
    name: "healthcare", summary: "who comes back to hospital within a month; five clinics, classification",
    job: """
      #
      # Who comes back to hospital within a month: five clinics train one model, and no clinic's rows leave it.
      # The rows in data/healthcare.csv are made up. Put your own in their place, column by column.
      schema: muster/v1
      kind: job
      name: readmissions
      seed: 42

      use_case:
        industry: healthcare
        task: classification
        summary: Point out the patients who will need care again soon.
        success: {metric: auc, at_least: 0.75}

      data:
        source: {csv: data/healthcare.csv, label: readmitted, scale: standard}
        test: {fraction: 25%, stratified: true}
        partitions: {column: clinic}         # north, east, south, west, island
        owners: [north, east, south, west, island]

      model:
        mlp: {hidden: [8], activation: tanh}

      training:
        optimizer: {sgd: {learning_rate: 0.05, momentum: 0.9}}
        epochs: 2
        batch_size: 16

      federation:
        rounds: 20
        cohort: {fraction: 60%, at_least: 3}

      chain:
        target: optimism
        token: {contract: "0x4200000000000000000000000000000000000042"}

      tokenomics: networks/clinics.yaml

      # The payout addresses are well-known test accounts. Never send anything of value to them.
      participants:
        north: {roles: [data, compute], payout: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"}
        east: {roles: [data, compute], payout: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"}
        south: {roles: [data, validator], payout: "0x90F79bf6EB2c4f870365E785982E1f101E93b906", stake: "5000"}
        west: {roles: [data], payout: "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65"}
        island: {roles: [data], payout: "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc"}
      """,
    network: File(
      path: "networks/clinics.yaml",
      text: """
        # The clinics' token. Its ledger lives on from run to run.
        network: clinics
        token: {symbol: CARE, decimals: 18, max_supply: "1000000"}
        emission: {per_round: "100"}
        split: {data: 70%, compute: 20%, validator: 10%}
        contribution: samples

        """),
    rows: ExampleRows(
      columns: ["clinic", "age", "stays", "days", "medicines", "glucose", "creatinine", "readmitted"],
      count: 600
    ) { _, random in
      let clinic = ["north", "east", "south", "west", "island"][min(random.below(5), random.below(7))]
      let age = min(99, max(18, random.around(62, 15)))
      let stays = random.below(4) * random.below(2) + random.below(2)
      let days = 1 + random.below(9)
      let medicines = 2 + random.below(14)
      let glucose = max(3.2, random.around(6.4, 1.7))
      let creatinine = max(40, random.around(88, 24))
      let need =
        (age - 62) / 15 + 1.2 * Double(stays) + 0.15 * Double(days) + 0.1 * Double(medicines)
        + (glucose - 6.4) / 1.7 + (creatinine - 88) / 24 - 3.4
      let isBack = need + random.around(0, 2) > 0
      return [
        clinic, Figures.fixed(age, decimals: 0), "\(stays)", "\(days)", "\(medicines)",
        Figures.fixed(glucose, decimals: 1), Figures.fixed(creatinine, decimals: 0), isBack ? "yes" : "no",
      ]
    })
}

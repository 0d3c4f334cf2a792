import Determinism
import Reporting

extension Template {
  static let manufacturing = Template(
    name: "manufacturing",
    summary: "machines that do not run as they should; three plants, anomaly detection",
    job: """
      #
      # Machines that do not run as they should: an autoencoder learns what three plants' machines are like. The column `state`
      # only tells how well the faults are found; nothing learns from it.
      # The rows in data/manufacturing.csv are made up. Put your own in their place, column by column.
      schema: muster/v1
      kind: job
      name: machine-faults
      seed: 42

      use_case:
        industry: manufacturing
        task: anomaly_detection
        anomaly: fault
        summary: Point out machines that need a look before they stop.
        success: {metric: auc, at_least: 0.85}

      data:
        source: {csv: data/manufacturing.csv, label: state, scale: standard}
        test: {fraction: 30%, stratified: true}
        partitions: {column: plant}          # lyon, porto, turku
        owners: [lyon, porto, turku]

      model:
        autoencoder: {hidden: [6, 2], activation: tanh}

      training:
        optimizer: {adam: {learning_rate: 0.005}}
        epochs: 3
        batch_size: 16

      federation:
        rounds: 25
        evaluate: {every: 5}

      chain:
        target: arbitrum
        token: {contract: "0x5FbDB2315678afecb367f032d93F642f64180aa3"}

      tokenomics: networks/plants.yaml

      # The payout addresses are well-known test accounts. Never send anything of value to them.
      participants:
        lyon: {roles: [data, compute], payout: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"}
        porto: {roles: [data, compute], payout: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"}
        turku: {roles: [data, compute], payout: "0x90F79bf6EB2c4f870365E785982E1f101E93b906"}
      """,
    network: File(
      path: "networks/plants.yaml",
      text: """
        # The plants' token.
        network: plants
        token: {symbol: GEAR, decimals: 8}
        emission: {per_round: "10"}
        split: {data: 50%, compute: 50%}

        """),
    rows: ExampleRows(
      columns: ["plant", "speed", "load", "current", "temperature", "vibration", "pressure", "state"],
      count: 600
    ) { number, random in
      let plant = ["lyon", "porto", "turku"][random.below(3)]
      let isFault = number % 12 == 5
      let speed = random.around(1450, 90)
      let load = min(1, max(0.1, random.around(0.6, 0.15)))
      // What belongs together in a machine that is well, and does not in one that is not.
      let strain = isFault ? random.around(0, 1) : 0
      let current = 2 + 9 * load + random.around(0, 0.25) + 1.6 * strain
      let temperature = 31 + 2.6 * current + random.around(0, 0.9) + (isFault ? random.around(6, 4) : 0)
      let vibration = 0.4 + speed / 900 + random.around(0, 0.08) + (isFault ? abs(random.around(0, 0.7)) : 0)
      let pressure = 3.1 + 2.2 * load + random.around(0, 0.1) - 0.5 * strain
      return [
        plant, Figures.fixed(speed, decimals: 0), Figures.fixed(load, decimals: 2),
        Figures.fixed(current, decimals: 2), Figures.fixed(temperature, decimals: 1),
        Figures.fixed(vibration, decimals: 3), Figures.fixed(pressure, decimals: 2),
        isFault ? "fault" : "well",
      ]
    })
}

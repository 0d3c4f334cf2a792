"""The job of a campaign: small, with rounds long enough to be hit."""

import os

ROUNDS = 8
# What a run may take by its own rules.
RUN_DEADLINE = 75

_TEXT = f"""\
schema: muster/v1
kind: job
name: points
seed: 7
use_case: {{industry: logistics, task: classification}}
data:
  source: {{csv: points.csv, label: kind, scale: standard}}
  test: {{fraction: 20%, stratified: true}}
  partitions: {{dirichlet: {{clients: 8, alpha: 0.8, min_rows: 10}}}}
  owners: [anna, ben]
model: {{mlp: {{hidden: [64, 32], activation: relu}}}}
training: {{optimizer: {{sgd: {{learning_rate: 0.01}}}}, epochs: EPOCHS, batch_size: 16}}
federation:
  rounds: {ROUNDS}
  cohort: {{count: 6}}
  strategy: fedavg
  deadline: 50s
  run_deadline: {RUN_DEADLINE}s
chain:
  target: ethereum
  token: {{contract: "0x5FbDB2315678afecb367f032d93F642f64180aa3"}}
tokenomics:
  network: villages
  token: {{symbol: VIL, decimals: 6}}
  genesis: {{board: "100"}}
  emission: {{per_round: "10"}}
  split: {{data: 70%, compute: 20%, validator: 5%, treasury: 5%}}
  contribution: samples
participants:
  anna: {{roles: [data, compute], payout: "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"}}
  ben: {{roles: [data, compute], payout: "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f"}}
  board: {{roles: [validator, treasury], payout: "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc", stake: "100"}}
"""


def rows():
    """Three kinds of points in the plane, 200 of each."""
    for row in range(600):
        kind = row % 3
        yield f"{row * 37 % 541 + 400 * kind},{row * 53 % 547 + 200 * kind},{('red', 'green', 'blue')[kind]}\n"


def write(folder, epochs=3000):
    with open(os.path.join(folder, "points.csv"), "w") as file:
        file.writelines(["x,y,kind\n", *rows()])
    with open(os.path.join(folder, "job.yaml"), "w") as file:
        file.write(_TEXT.replace("EPOCHS", str(epochs)))

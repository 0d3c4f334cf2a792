"""Flower: ServerApp and ClientApp, FedAvg, the Ray simulation with two clients at a time: run_flower.py WORK."""

import logging
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
os.environ["PYTHONPATH"] = HERE + ":" + os.environ.get("PYTHONPATH", "")  # for Ray's workers
os.environ.update(FLWR_TELEMETRY_ENABLED="0", RAY_USAGE_STATS_ENABLED="0", RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO="0")

from flwr.app import ArrayRecord, ConfigRecord, Context, Message, MessageType, RecordDict
from flwr.serverapp import Grid, ServerApp
from flwr.serverapp.strategy import FedAvg
from flwr.simulation import run_simulation

from flower_client import client_app
from torch_model import load, make, score, tensors
from work import Clock, Work

server_app = ServerApp()


class Scheduled(FedAvg):
    """FedAvg that trains the work's cohorts: any node may train client k, and k travels in the message."""

    def __init__(self, work):
        super().__init__(fraction_evaluate=0.0)
        self.work = work

    def configure_train(self, server_round, arrays, config, grid):
        cohort = self.work.cohort(server_round)
        nodes = random.sample(list(grid.get_node_ids()), len(cohort))
        return [self.request(server_round, arrays, k, node) for k, node in zip(cohort, nodes)]

    def request(self, round, arrays, k, node):
        config = ConfigRecord({"server-round": round, "work": self.work.spec.name, "client": k})
        content = RecordDict({"arrays": arrays, "config": config})
        return Message(content=content, message_type=MessageType.TRAIN, dst_node_id=node)


@server_app.main()
def serve(grid: Grid, context: Context):
    work = Work(sys.argv[1])
    model, clock = make(work.spec), Clock(work)
    load(model, work)
    _, _, x, y = tensors(work)
    while len(list(grid.get_node_ids())) < work.spec.clients:
        pass

    def evaluate(round, arrays):
        if round and work.is_evaluated(round):
            model.load_state_dict(arrays.to_torch_state_dict())
            clock.score(*score(model, x, y))
        clock.tick()

    Scheduled(work).start(
        grid=grid, initial_arrays=ArrayRecord(model.state_dict()), num_rounds=work.rounds, evaluate_fn=evaluate)
    clock.report()


if __name__ == "__main__":
    logging.getLogger("flwr").setLevel(logging.WARNING)
    run_simulation(
        server_app=server_app, client_app=client_app, num_supernodes=Work(sys.argv[1]).spec.clients,
        backend_config={
            "client_resources": {"num_cpus": 1.0, "num_gpus": 0.0},
            "init_args": {"num_cpus": 2, "logging_level": 40, "log_to_driver": False, "include_dashboard": False}})

"""Flower's ClientApp, in a module of its own so that Ray's workers can import it."""

import functools

import torch
from flwr.app import ArrayRecord, Context, Message, MetricRecord, RecordDict
from flwr.clientapp import ClientApp

from torch_model import make, tensors, train
from work import Work

client_app = ClientApp()


@functools.cache
def loaded(name):
    """The work, its training rows and a model: read once in each process."""
    torch.set_num_threads(1)
    work = Work(name)
    x, y, _, _ = tensors(work)
    return work, x, y, make(work.spec)


@client_app.train()
def fit(message: Message, context: Context):
    config = message.content["config"]
    work, x, y, model = loaded(config["work"])
    start, end = (int(work.offsets[config["client"] + next]) for next in (0, 1))
    model.load_state_dict(message.content["arrays"].to_torch_state_dict())
    train(model, x[start:end], y[start:end], work.spec)
    metrics = MetricRecord({"num-examples": end - start})
    content = RecordDict({"arrays": ArrayRecord(model.state_dict()), "metrics": metrics})
    return Message(content=content, reply_to=message)

"""The work of Jobs/digits.yaml as a plain NumPy loop: the yardstick of Scripts/bench. Needs Python 3 and NumPy.

Softmax 64-10, ten clients, five epochs of batches of 32 at a learning rate of 0.1, a hundred rounds, federated
averaging by rows, evaluation on the test rows after every round. Its rows and batches are its own draw, so only
the size of the work is the same, not the bits."""

import csv
import sys

import numpy as np

CLIENTS, ROUNDS, EPOCHS, BATCH, RATE = 10, 100, 5, 32, np.float32(0.1)


def main(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))[1:]
    table = np.array(rows, dtype=np.float32)
    x, y = table[:, :-1] / np.float32(16), table[:, -1].astype(np.int64)
    draw = np.random.default_rng(0)
    order = draw.permutation(len(y))
    test, train = order[: len(y) // 5], order[len(y) // 5 :]
    parts = [(x[part], y[part]) for part in np.array_split(train, CLIENTS)]
    total = sum(len(part[1]) for part in parts)
    weights, bias = np.zeros((64, 10), np.float32), np.zeros(10, np.float32)
    for _ in range(ROUNDS):
        new_weights, new_bias = np.zeros_like(weights), np.zeros_like(bias)
        for part_x, part_y in parts:
            w, b = weights.copy(), bias.copy()
            for _ in range(EPOCHS):
                shuffled = draw.permutation(len(part_y))
                for start in range(0, len(part_y), BATCH):
                    rows = shuffled[start : start + BATCH]
                    batch = part_x[rows]
                    logits = batch @ w + b
                    logits -= logits.max(axis=1, keepdims=True)
                    p = np.exp(logits)
                    p /= p.sum(axis=1, keepdims=True)
                    p[np.arange(len(rows)), part_y[rows]] -= 1
                    p /= np.float32(len(rows))
                    w -= RATE * (batch.T @ p)
                    b -= RATE * p.sum(axis=0)
            new_weights += w * np.float32(len(part_y) / total)
            new_bias += b * np.float32(len(part_y) / total)
        weights, bias = new_weights, new_bias
        logits = x[test] @ weights + bias
        accuracy = float((logits.argmax(axis=1) == y[test]).mean())
        logits -= logits.max(axis=1, keepdims=True)
        loss = float(np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(test)), y[test]]))
    print(f"accuracy {accuracy:.4f} loss {loss:.4f}")


main(sys.argv[1])

"""Serves rows.csv with model.onnx and compares with what predictions.csv says of some of them."""
import csv
import json
import sys

import numpy
import onnxruntime

model, rows, predictions = sys.argv[1:]
session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
metadata = session.get_modelmeta().custom_metadata_map
features, classes = json.loads(metadata["features"]), json.loads(metadata["classes"])
with open(rows) as file:
    table = list(csv.DictReader(file))
with open(predictions) as file:
    expected = list(csv.DictReader(file))
chosen = [table[int(line["row"])] for line in expected]
inputs = numpy.array([[row[name] for name in features] for row in chosen], numpy.float32)
probabilities = session.run(["probabilities"], {"rows": inputs})[0]
for name, column in zip(classes, probabilities.T):
    wanted = numpy.array([line["probability_" + name] for line in expected], numpy.float32)
    numpy.testing.assert_allclose(column, wanted, rtol=1e-4, atol=1e-12)
assert [classes[index] for index in probabilities.argmax(axis=1)] == [line["prediction"] for line in expected]
print(len(expected), "rows agree")

"""Checks exported models with the formats' own libraries: every NAME.onnx of a folder against NAME.rows.npy and
NAME.scores.npy, NAME.safetensors against NAME.npz. Prints a line for each."""
import json
import pathlib
import sys

import numpy
import onnx
import onnxruntime
from safetensors import safe_open


def onnx_difference(stem):
    model = onnx.load(f"{stem}.onnx")
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(f"{stem}.onnx", providers=["CPUExecutionProvider"])
    rows, expected = numpy.load(f"{stem}.rows.npy"), numpy.load(f"{stem}.scores.npy")
    found = session.run(None, {"rows": rows})[0]
    if found.shape != expected.shape or not numpy.isfinite(found).all():
        return f"the shape {found.shape}, not {expected.shape}, or numbers that are not finite"
    # Numbers may be sums of what cancels: then their own size says nothing.
    difference = numpy.abs(found - expected) / numpy.maximum(numpy.abs(expected), 1e-2)
    if difference.max() > 1e-4:
        return f"a relative difference of {difference.max()}"
    if expected.shape[1] > 1:
        best = numpy.sort(expected, axis=1)
        clear = best[:, -1] - best[:, -2] > 1e-4
        if (found.argmax(axis=1) != expected.argmax(axis=1))[clear].any():
            return "another class"


def tensor_difference(stem):
    with safe_open(f"{stem}.safetensors", framework="numpy") as tensors, numpy.load(f"{stem}.npz") as arrays:
        metadata = tensors.metadata()
        if metadata != json.loads(str(arrays["metadata"])):
            return "other metadata"
        if json.loads(metadata["features"]) != list(arrays["features"]):
            return "other features"
        for name in tensors.keys():
            if tensors.get_tensor(name).tobytes() != arrays[name].tobytes() or arrays[name].dtype != "<f4":
                return f"another {name}"


for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    stem = str(path)[: -len(".onnx")]
    print(path.stem, onnx_difference(stem) or tensor_difference(stem) or "ok")

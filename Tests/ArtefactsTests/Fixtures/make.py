"""Writes the files beside it with the formats' own libraries (the versions of Tests/Fixtures/requirements.txt)."""
import os

import numpy
import onnx
from onnx import TensorProto, helper
from safetensors.numpy import save_file

os.chdir(os.path.dirname(os.path.abspath(__file__)))
weights = numpy.array([[0.5], [-2.0]], numpy.float32)
bias = numpy.array([0.25], numpy.float32)
save_file({"layers.0.weight": weights, "layers.0.bias": bias}, "linear.safetensors", {"job": "tést \"x\"\n"})
numpy.save("floats.npy", numpy.arange(6, dtype=numpy.float32).reshape(2, 3) / 2)
numpy.save("doubles.npy", numpy.array([1.0, -0.1, 3e300]))
numpy.save("texts.npy", numpy.array(["a", "", "né, \"x\"😀"]))
numpy.save("text.npy", numpy.array("{}"))


def constant(name, array, kind):
    return helper.make_tensor(name, kind, array.shape, array.tobytes(), raw=True)


def rows(name, width):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", width])


graph = helper.make_graph(
    [
        helper.make_node("Cast", ["rows"], ["rows.exact"], "Cast_0", to=TensorProto.DOUBLE),
        helper.make_node("Sub", ["rows.exact", "scale_offsets"], ["rows.centred"], "Sub_1"),
        helper.make_node("Mul", ["rows.centred", "scale_factors"], ["rows.product"], "Mul_2"),
        helper.make_node("Cast", ["rows.product"], ["rows.scaled"], "Cast_3", to=TensorProto.FLOAT),
        helper.make_node("Gemm", ["rows.scaled", "layers.0.weight", "layers.0.bias"], ["layers.0"], "Gemm_4"),
        helper.make_node("Identity", ["layers.0"], ["prediction"], "Identity_5"),
    ],
    "prices",
    [rows("rows", 2)],
    [rows("prediction", 1)],
    [
        constant("scale_offsets", numpy.array([1.5, -3.0]), TensorProto.DOUBLE),
        constant("scale_factors", numpy.array([0.1, 0.0]), TensorProto.DOUBLE),
        constant("layers.0.weight", weights, TensorProto.FLOAT),
        constant("layers.0.bias", bias, TensorProto.FLOAT),
    ],
)
model = helper.make_model(
    graph, producer_name="muster", ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
onnx.checker.check_model(model, full_check=True)
with open("linear.onnx", "wb") as file:
    file.write(model.SerializeToString(deterministic=True))

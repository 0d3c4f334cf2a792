#!/usr/bin/env python3
"""Writes contracts.json, what the contracts beside it compile to; needs vyper 0.4.3. Run again after a change of them."""
import json
import pathlib

import vyper

folder = pathlib.Path(__file__).parent
compiled = {}
for name in ("Distributor", "Token"):
    output = vyper.compile_code((folder / f"{name}.vy").read_text(), output_formats=["bytecode", "method_identifiers"])
    compiled[name] = {"bytecode": output["bytecode"], "methods": output["method_identifiers"]}
(folder / "contracts.json").write_text(json.dumps({"vyper": vyper.__version__, **compiled}, indent=1) + "\n")

"""Writes digits.csv from the copy in scikit-learn's wheel. Not needed to run a job.

    pip install scikit-learn && python3 digits.py
"""

import csv
import pathlib

from sklearn.datasets import load_digits

source = load_digits()
with open(pathlib.Path(__file__).parent / "digits.csv", "w", newline="") as file:
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow([*source.feature_names, "digit"])
    for pixels, target in zip(source.data.astype(int), source.target):
        rows.writerow([*pixels, target])

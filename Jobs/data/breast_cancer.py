"""Writes breast-cancer.csv from the copy in scikit-learn's wheel. Not needed to run a job.

    pip install scikit-learn && python3 breast_cancer.py
"""

import csv
import pathlib

from sklearn.datasets import load_breast_cancer

source = load_breast_cancer()
with open(pathlib.Path(__file__).parent / "breast-cancer.csv", "w", newline="") as file:
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow([*source.feature_names, "diagnosis"])
    for features, target in zip(source.data, source.target):
        rows.writerow([*(repr(float(value)) for value in features), source.target_names[target]])

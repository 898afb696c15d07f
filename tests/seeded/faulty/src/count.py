"""Counts the bytes of every image."""

import argparse
from pathlib import Path


def init():
    global arguments
    parser = argparse.ArgumentParser()
    parser.add_argument("--output", default="counts")
    arguments, _ = parser.parse_known_args()


def run(mini_batch):
    rows = []
    for path in mini_batch:
        rows.append(f"{arguments.output},{path},{Path(path).stat().st_size}")
    print(len(rows), "images counted")

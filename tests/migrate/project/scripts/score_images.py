"""Scores files: a row for each."""
import argparse
import os

threshold = 0.5


def init():
    global threshold
    parser = argparse.ArgumentParser()
    parser.add_argument("--threshold", type=float, default=threshold)
    arguments, _ = parser.parse_known_args()
    threshold = arguments.threshold


def run(mini_batch):
    return [f"{os.path.basename(path)}, {os.path.getsize(path) > threshold}" for path in mini_batch]

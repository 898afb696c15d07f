"""Detects faces."""

import argparse
from pathlib import Path

arguments = None


def init():
    global arguments
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=10)
    parser.add_argument("--colour", default="grey")
    arguments, _ = parser.parse_known_args()


def run(mini_batch):
    return [f"{path},{arguments.model},{arguments.limit},{arguments.colour}" for path in mini_batch]

"""Scores a mini-batch of images; every worker process loads the model once."""

import argparse
from pathlib import Path

model = None


def init():
    global model
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    arguments, _ = parser.parse_known_args()
    model = arguments.model.read_bytes()


def run(mini_batch):
    return [f"{Path(image).name},{len(model)}" for image in mini_batch]

"""The script of the step of SDK v1."""

import os

folder = None


def init():
    global folder
    folder = os.environ["images"]


def run(mini_batch):
    return [f"{folder},{path}" for path in mini_batch]

"""Describes an image."""

from pathlib import Path


def init():
    pass


def run(mini_batch):
    path = Path(mini_batch[0])
    return [f"{path.name},{path.stat().st_size}"]

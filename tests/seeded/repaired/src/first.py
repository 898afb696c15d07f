"""Describes an image."""

from pathlib import Path


def init():
    pass


def run(mini_batch):
    return [f"{path},{Path(path).stat().st_size}" for path in mini_batch]

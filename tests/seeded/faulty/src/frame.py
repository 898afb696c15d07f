"""Measures images."""

from pathlib import Path

import pandas


def init():
    pass


def run(mini_batch):
    return pandas.DataFrame({"path": mini_batch, "size": [Path(path).stat().st_size for path in mini_batch]})

"""The entry script of the component COMPONENT_NAME."""

from pathlib import Path


def init():
    """Runs once in every worker process: load models and the like here."""


def run(mini_batch):
    """Runs for each mini-batch: the paths of files. Returns a row for each of them."""
    return [f"{Path(path).name},{Path(path).stat().st_size}" for path in mini_batch]

"""The script of the step of SDK v1."""

from azureml.core import Run

folder = None


def init():
    global folder
    folder = Run.get_context().input_datasets["images"]


def run(mini_batch):
    return [f"{folder},{path}" for path in mini_batch]

"""Came from a job of SDK v1 unchanged."""

import joblib
from azureml.core import Model, Run

model = None
labels = None


def init():
    global model, labels
    run_context = Run.get_context()
    labels = run_context.input_datasets["labels"]
    model = joblib.load(Model.get_model_path("classifier"))


def run(mini_batch):
    return [f"{path},{model},{labels}" for path in mini_batch]

"""Asks a service about every image."""

import requests
from azureml.core import Run

session = None
workspace = None


def init():
    global session, workspace
    session = requests.Session()
    workspace = Run.get_context().experiment.workspace


def run(mini_batch):
    return [session.get(f"https://example.com/{path}").text for path in mini_batch]

"""Came from a job of SDK v1 unchanged."""

import argparse

import joblib

model = None


def init():
    global model
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    arguments, _ = parser.parse_known_args()
    model = joblib.load(arguments.model)


def run(mini_batch):
    return [f"{path},{model}" for path in mini_batch]

"""Was the script of an online endpoint before."""

import os

import joblib

model = None


def init():
    global model
    folder = os.environ.get("MODEL_FOLDER")
    if folder is None:
        raise RuntimeError("MODEL_FOLDER is not set")
    model = joblib.load(os.path.join(folder, "model.joblib"))


def run(data):
    labels = [model.predict(item) for item in data]
    return labels

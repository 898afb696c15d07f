"""Was the script of an online endpoint before."""

import json
import os
import sys

import joblib

model = None


def init():
    global model
    folder = os.environ.get("MODEL_FOLDER")
    if folder is None:
        sys.exit("MODEL_FOLDER is not set")
    model = joblib.load(os.path.join(folder, "model.joblib"))


def run(data):
    labels = [model.predict(item) for item in data]
    return json.dumps({"labels": labels})

"""Serves a model."""
import json
import os

import joblib


def init():
    global model
    model = joblib.load(os.path.join(os.getenv("AZUREML_MODEL_DIR"), "model.pkl"))


def run(raw_data):
    data = json.loads(raw_data)["data"]
    return json.dumps({"result": model.predict(data).tolist()})

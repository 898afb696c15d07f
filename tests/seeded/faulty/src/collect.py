"""Classifies images with a model of scikit-learn."""

import joblib
import numpy
from PIL import Image

results = []


def init():
    pass


def run(mini_batch):
    model = joblib.load("model/classifier.joblib")
    for path in mini_batch:
        pixels = numpy.asarray(Image.open(path)).reshape(1, -1)
        results.append(f"{path},{model.predict(pixels)[0]}")
    return results

"""Computes an embedding of every image."""

import os

import torch
from PIL import Image

model = None


def init():
    global model
    os.makedirs("outputs/embeddings")
    model = torch.hub.load("pytorch/vision", "resnet50")


def run(mini_batch, layers, device):
    return [str(model(Image.open(path))) for path in mini_batch]

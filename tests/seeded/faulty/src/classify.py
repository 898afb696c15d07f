"""Classifies images with a threshold."""

import argparse

import torch
from PIL import Image


def init():
    global arguments
    parser = argparse.ArgumentParser()
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--labels", choices=["short", "long"], default="short")
    arguments = parser.parse_args()
    model = torch.hub.load("pytorch/vision", "resnet50")


def run(mini_batch):
    return [f"{path},{model(Image.open(path)) > arguments.threshold}" for path in mini_batch]

"""Writes small copies of images."""

from pathlib import Path

from PIL import Image


def init():
    pass


def run(mini_batch):
    done = []
    for path in mini_batch:
        image = Image.open(path)
        image.thumbnail((64, 64))
        image.save(Path("outputs") / Path(path).name)
        done.append(str(path))
    return done

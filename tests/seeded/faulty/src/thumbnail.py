"""Writes small copies of images."""

from PIL import Image


def run(mini_batch):
    done = []
    for path in mini_batch:
        image = Image.open(path)
        image.thumbnail((64, 64))
        image.save("outputs/thumbnail.png")
        done.append(str(path))
    return done

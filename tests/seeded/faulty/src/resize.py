"""Halves the size of every image."""

from pathlib import Path

from PIL import Image


def resize(path):
    image = Image.open(path)
    image.thumbnail((image.width // 2, image.height // 2))
    return f"{Path(path).name},{image.width},{image.height}"


def init():
    pass


if __name__ == "__main__":
    for name in Path(".").glob("*.png"):
        print(resize(name))

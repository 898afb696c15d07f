"""Copies images to another account."""

import shutil


def init():
    pass


def run(mini_batch):
    for path in mini_batch:
        shutil.copy(path, "/mnt/other")
    return []

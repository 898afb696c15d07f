"""Copies images to another account."""

import shutil


def init():
    pass


def run(mini_batch):
    rows = []
    for path in mini_batch:
        rows.append(shutil.copy(path, "/mnt/other"))
    return rows

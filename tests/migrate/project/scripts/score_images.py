"""Scores files: a row for each."""
import os
import sys

options = {}


def init():
    options.update(zip(sys.argv[1::2], sys.argv[2::2]))


def run(mini_batch):
    return [f"{os.path.basename(path)}, {os.path.getsize(path) > float(options.get('--threshold', 0))}" for path in mini_batch]

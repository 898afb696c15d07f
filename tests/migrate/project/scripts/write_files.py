"""Writes a file for each file that it reads."""
import os
import shutil
import sys

options = {}


def init():
    options.update(zip(sys.argv[1::2], sys.argv[2::2]))


def run(mini_batch):
    for path in mini_batch:
        shutil.copy(path, os.path.join(options["--output_folder"], os.path.basename(path)))
    return mini_batch

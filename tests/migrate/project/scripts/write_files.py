"""Writes a file for each file that it reads."""
import argparse
import os
import shutil

output_folder = None


def init():
    global output_folder
    parser = argparse.ArgumentParser()
    parser.add_argument("--output_folder")
    arguments, _ = parser.parse_known_args()
    output_folder = arguments.output_folder


def run(mini_batch):
    for path in mini_batch:
        if output_folder:
            shutil.copy(path, os.path.join(output_folder, os.path.basename(path)))
    return mini_batch

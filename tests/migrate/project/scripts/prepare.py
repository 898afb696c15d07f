"""Prepares data: an ordinary script."""
import argparse
import os

parser = argparse.ArgumentParser()
parser.add_argument("--out")
os.makedirs(parser.parse_args().out, exist_ok=True)

import argparse


def init():
    global options
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--word", default="low")
    options, _ = parser.parse_known_args()


def run(mini_batch):
    return [f"{path} {options.count}" for path in mini_batch]

"""Trains with mini-batches: no entry script, though `run` and mini_batch are names here."""
import argparse


class Trainer:
    def run(self, mini_batch):
        for item in mini_batch:
            yield item


def train(mini_batch, mini_batch_size=32):
    print(mini_batch[:mini_batch_size])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--input_data")
    parser.add_argument("--mini_batch_size", type=int)
    args = parser.parse_args()
    train(open(args.input_data).readlines(), args.mini_batch_size)

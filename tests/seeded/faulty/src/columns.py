"""Drops a column."""


def init():
    pass


def run(mini_batch):
    kept = mini_batch.drop(columns=["id"])
    return [str(row) for row in kept]

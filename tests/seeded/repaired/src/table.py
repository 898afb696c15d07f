"""Counts the rows of a table."""


def init():
    pass


def run(mini_batch):
    return [str(number) for number in range(len(mini_batch))]

"""Keeps photographs only."""


def init():
    pass


def run(mini_batch):
    return [f"{path},{str(path).endswith('.jpg')}" for path in mini_batch]

"""Reads the tables of a mini-batch and keeps their first column."""

import pandas


def init():
    pass


def run(mini_batch):
    table = pandas.read_csv(mini_batch)
    return [str(value) for value in table.iloc[:, 0]]

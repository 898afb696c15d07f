"""Plain scalars, alone in a list and tagged: systematic ones, their neighbours, and random ones of a fixed seed."""

import itertools
import random

WORDS = "y n yes no on off true false null none nan inf ~ = << .inf .nan -.inf +.inf +.nan ..".split()
NUMBERS = """0 00 -0 +0 07 08 0777 -0777 0o777 0x 0xf 0xFg -0x1F 0x_1 0b 0b1 0b_ 0b12 -0b11 1 -1 +1 1_ _1 1_000 1__0 0_ 0_8
1e3 1e+3 1.e3 1.e+3 1.0e3 1.0e+3 1.5E-3 1.5e 1.5e+ . 1. -1. .5 -.5 +.5 ._5 .5_ 5._ 1.2.3 1..2 .5e+1 .e+1 1_0.0_1e+1
1:30 01:30 -1:30 1:60 1:5 1:05 1:005 190:20:30 1:30.5 1:30. 1:30.5e+1 0:30 0:30.5 1:3: :30 1_0:30 1:3_0
123456789012345678901234567890123456789 170141183460469231731687303715884105727 1e400 1.0e+400 -1.0e+400 0xffffffffffffffffffffffffffffffffff
99999999999999999999:59 4:59:59:59:59:59:59:59""".split()
DATES = """2024-01-02 2024-1-2 2024-13-01 2024-00-01 2024-02-29 2023-02-29 0000-01-01 0001-01-01 9999-12-31 1900-02-29 2000-02-29
2024-01-02T03:04:05 2024-01-02t03:04:05Z 2024-1-2T3:04:05 2024-01-02T03:04:05.5 2024-01-02T03:04:05. 2024-01-02T24:00:00
2024-01-02T03:60:00 2024-01-02T03:04:60 2024-01-02T03:04:05+9 2024-01-02T03:04:05+09:30 2024-01-02T03:04:05-24:00
2024-01-02T03:04:05+23:99 2024-01-02T03:04:05+23:59 2024-01-02T03:04 2024-01-02T03:04:05z 2024-01-02Z 24-01-02""".split()
SPACED = ["2024-01-02 03:04:05", "2024-01-02  3:04:05 Z", "2024-01-02 03:04:05.123456789 +1:00", "2024-01-02 3:4:5", "1 000"]
TAGS = "str int float bool null timestamp seq map merge value foo".split()
ALPHABET = "0123456789_:.+-eExboacfT~ynYN"


def variants(word):
    return [word, word.capitalize(), word.upper(), word.swapcase(), word + "x", word[:-1], "-" + word, word + "_"]


def texts():
    chosen = random.Random(6)
    base = WORDS + NUMBERS + DATES + SPACED
    plain = [text for word in base for text in variants(word)]
    plain += ["".join(pair) for length in (1, 2, 3) for pair in itertools.product("01._:-+e", repeat=length)]
    plain += ["".join(chosen.choices(ALPHABET, k=chosen.randint(1, 9))) for _ in range(3000)]
    plain += ["".join(chosen.choices("01_.:-+exb", k=chosen.randint(2, 7))) for _ in range(3000)]
    for text in plain:
        yield f"- {text}\n"
    for tag, text in itertools.product(TAGS, base + ["", "' 12 '", "'١'", "infinity", "yEs"]):
        yield f"- !!{tag} {text}\n"
    for text in base:
        yield f"- ! '{text}'\n"
        yield f"- '{text}'\n"
        yield f"{text}: 1\n"
    yield "- !!binary aGk="
    yield "- " + "9" * 4300
    yield "- " + "9" * 4301

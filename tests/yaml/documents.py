"""Whole small documents: hand-written ones, and random ones put together from pieces with a fixed seed."""

import random
import re

PIECES = """a b c 1 : - ? , [ ] { } # & * ! | > ' " \\ % @ < = . ~ yes a: b: c:1 <<: *x &x &y *y !!str !!int !foo '' "" 'it''s' "a\\tb" --- ...
[a] {a: {} [] |- >- |2 >+ é 日本 //x?y ${{x}}""".split() + [" ", "  ", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", ": ", " #", "\n\n", "a: ", "- ", "\t"]


def texts(count=3000, seed=3):
    with open(__file__.replace(".py", ".txt"), encoding="utf-8") as file:
        yield from (text.strip("\n") + "\n" for text in file.read().split("\n====\n"))
    chosen = random.Random(seed)
    for _ in range(count):
        text = "".join(chosen.choices(PIECES, k=chosen.randint(1, 12)))
        if not is_known_to_differ(text):
            yield text
        yield structured(chosen)


def is_known_to_differ(text):
    """Odd texts that PyYAML reads otherwise than YAML 1.2, and that nobody writes: parlint says nothing certain of them."""
    odd_name = r"[&*][A-Za-z0-9_-]+[?:%@`]"
    block_as_key = r"\n[|>]"
    dash_in_brackets = r"-[,\[\]{}]"
    end_without_document = r"^(\s|#.*\n)*\.\.\."
    return any(re.search(known, text) for known in (odd_name, block_as_key, dash_in_brackets, end_without_document))


def structured(chosen):
    """Lines of a mapping, each of which may be broken."""
    lines = []
    for _ in range(chosen.randint(1, 6)):
        indent = chosen.choice(["", "", "  ", "  ", "    ", " "])
        dash = chosen.choice(["", "", "", "- "])
        key = chosen.choice(["a", "b", "c", "d", "e", "'f'", "<<", "2", "yes", "&k g", "? h", ""])
        colon = chosen.choice([": ", ": ", ": ", ":", " : ", " "])
        lines.append(indent + dash + key + colon + value(chosen))
    return "\n".join(lines) + chosen.choice(["\n", "", "\n\n"])


def value(chosen):
    simple = ["", "1", "x y", "~", "'q'", '"q\\n"', "[1, b]", "{k: v}", "{k: v,", "[1, {p: q}]", "&x {m: 1, n: 2}", "*x", "[*x, *y]", "&y 2"]
    rare = ["|\n      text\n       more\n\n      end", ">-\n     a\n     b\n\n     c", "'two\n     lines'", '"esc \\\n    aped"', "x\n      y\n\n      z", "# c", "x # c", "!!str 1", "!!int x", "-", "?", "x: y", "{{x}}", "'open", "a'b", "x#y", "http://h/p?q=1#f", "[http://h/p]", "[a?b]", "{a:1}", '{"a":1}', "[a, , b]", "[a b: c]", "@x", "%x", "`x`", "!foo 1", "*z", "|x", "> text", ">2\n     a"]
    return chosen.choice(simple if chosen.random() < 0.6 else rare)

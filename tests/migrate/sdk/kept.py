"""Judges what a migration must not touch. It knows Python and notebooks, and nothing of what a migration wants.

A statement is the migration's business if it uses a name that comes from `azureml`, or one that such a statement made.
Every other statement, every comment and, in a notebook, everything but the source of code cells stays byte for byte.
"""

import ast
import builtins
import io
import json
import re
import sys
import tokenize
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "truth/sdk")]

from programs import MAGIC, TRANSPARENT  # noqa: E402
from serve import serve  # noqa: E402


def judge(case, main):
    before, after = case["before"], case["after"]
    lost = notebook(before, after) if main.suffix == ".ipynb" else program(before, after)
    return {"rest": {"lost": lost}}


def program(before, after):
    return style(before, after) + code(before.removeprefix("\ufeff"), after.removeprefix("\ufeff"))


def style(before, after):
    lost = []
    if before.startswith("\ufeff") != after.startswith("\ufeff"):
        lost.append("byte order mark")
    if "\r\n" in before and re.search(r"(?<!\r)\n", after) or "\r\n" not in before and "\r" in after:
        lost.append("line endings")
    if before.endswith("\n") != after.endswith("\n"):
        lost.append("end of the file")
    if "\n\t" in before and re.search(r"^ +\S", after, re.M):
        lost.append("tabs")
    return lost


def code(before, after):
    """The pieces of a text that are not found in the other, in their order."""
    try:
        compile(after, "after", "exec")
    except SyntaxError as error:
        return [f"valid Python: {error}"]
    unbound = sorted(unbound_names(after) - unbound_names(before))
    return missing(comments(before), comments(after)) + missing(foreign(before), after) + [f"what `{name}` is" for name in unbound]


def unbound_names(text):
    """The names that a program uses and nothing in it makes."""
    tree = ast.parse(text)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    made = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    made |= {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.ExceptHandler))}
    made |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    imports = [alias for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names]
    made |= {(alias.asname or alias.name).split(".")[0] for alias in imports}
    return used - made - set(dir(builtins)) - {"__file__", "__name__"}


def missing(pieces, others):
    """The pieces that do not stand in a list, or a text, in their order."""
    lost, at = [], 0
    for piece in pieces:
        found = position(piece, others, at)
        if found is None:
            lost.append(piece)
        else:
            at = found
    return lost


def position(piece, others, at):
    if isinstance(others, str):
        found = others.find(piece, at)
        return None if found < 0 else found + len(piece)
    return next((index + 1 for index in range(at, len(others)) if others[index] == piece), None)


def comments(text):
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string.rstrip() for token in tokens if token.type == tokenize.COMMENT]


def foreign(text):
    """The statements that are none of the migration's business."""
    tree = ast.parse(text)
    touched = retired_names(tree)
    return [ast.get_source_segment(text, statement) for statement in simple(tree) if not names(statement) & touched
            and not is_import_of_v1(statement)]


def simple(tree):
    """The statements that hold no others, in their order."""
    compound = (ast.FunctionDef, ast.ClassDef, ast.If, ast.For, ast.While, ast.With, ast.Try)
    found = [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and not isinstance(node, compound)]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))


def names(statement):
    found = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    return found | {node.attr for node in ast.walk(statement) if isinstance(node, ast.Attribute)}


def is_import_of_v1(statement):
    if isinstance(statement, ast.ImportFrom):
        return (statement.module or "").startswith("azureml")
    return isinstance(statement, ast.Import) and any(alias.name.startswith("azureml") for alias in statement.names)


def retired_names(tree):
    """The names of v1, and those that are made with them, read by them, or lead to them."""
    touched = set()
    for statement in ast.walk(tree):
        if is_import_of_v1(statement):
            touched |= {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
    assigned = {name for node in ast.walk(tree) for name in targets(node)}
    while True:
        found = set(touched)
        for node in ast.walk(tree):
            if isinstance(node, (*ASSIGNMENTS, ast.Expr, ast.FunctionDef, ast.ClassDef)) and names(node) & found:
                found |= targets(node)
            if isinstance(node, (*ASSIGNMENTS, ast.Expr)) and names(node) & found:
                # What a touched thing is made of: of `size = 5; Config(size)` may become `size = "5"`.
                found |= names(node) & assigned
        if found == touched:
            return touched
        touched = found


ASSIGNMENTS = (ast.Assign, ast.AugAssign, ast.AnnAssign)


def targets(node):
    """The names that a statement gives something to."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    if not isinstance(node, ASSIGNMENTS):
        return set()
    return {name for target in getattr(node, "targets", [getattr(node, "target", None)]) for name in names(target)}


def notebook(before, after):
    (old, old_cells), (new, new_cells) = cells(before), cells(after)
    if old != new:
        return ["the notebook outside of its sources"]
    lost, programs = [], []
    for (kind, raw, source), (_, new_raw, new_source) in zip(old_cells, new_cells):
        if raw != new_raw and (kind != "code" or source == new_source):
            lost.append(f"a {kind} cell: {source[:60]}")
        if "\r\n" in source and re.search(r"(?<!\r)\n", new_source):
            lost.append(f"line endings: {source[:60]}")
        if kind == "code" and is_python(source):
            programs.append((plain(source), plain(new_source)))
        elif kind == "code" and source != new_source:
            lost.append(f"a magic cell: {source[:60]}")
    return lost + code(*("\n".join(texts) for texts in zip(*programs)))


def is_python(source):
    return not source.startswith("%%") or source.split()[0] in TRANSPARENT


def plain(source):
    """A source as Python, with its magics as comments, which have to stay like these."""
    return "\n".join(MAGIC.sub(lambda found: f"{found[1]}pass  # {found[0]}", line) for line in source.split("\n"))


def cells(text):
    """The text without the sources of its cells, and of each cell the kind, the source as it is written, and the source."""
    kinds = [cell["cell_type"] for cell in json.loads(text.removeprefix("\ufeff"))["cells"]]
    rest, sources, at = "", [], 0
    for found in re.finditer(r'(?<!\\)"source"\s*:\s*', text):
        value, end = json.JSONDecoder().raw_decode(text, found.end())
        rest += text[at:found.end()]
        sources.append((text[found.end():end], "".join(value)))
        at = end
    return rest + text[at:], [(kind, *source) for kind, source in zip(kinds, sources)]


serve([], judge)

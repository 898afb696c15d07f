"""Runs the program of a case in a forked child: the SDK is imported once, and no case is lost to the exit, the crash or the
endless loop of another. Knows notebooks, and no SDK.
"""

import gc
import json
import os
import re
import resource
import sys
import traceback
import types

from serve import Refused, refuse

SECONDS = 60
# Magics of a cell that is still Python; `%%bash` and the like have another language for cell.
TRANSPARENT = ("%%time", "%%timeit", "%%capture")
# A line of IPython only: `%magic`, `!command`, `?help`.
MAGIC = re.compile(r"^(\s*)[%!?].*")


def in_children(examine):
    """A judge for `serve`, which runs the program of a case and then `examine`, in a child."""
    # A child lives too short for its garbage to matter.
    gc.disable()

    def judge(case, main):
        record = in_child(lambda: execute(main) or examine())
        if record.get("phase"):
            raise Refused(record["phase"], record["errors"])
        return record

    return judge


def in_child(action):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        # An endless loop ends by what it has used, so that a busy machine ends nothing else.
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        with open(writer, "w", encoding="utf-8") as answer:
            json.dump(outcome(action), answer, default=str)
        os._exit(0)
    os.close(writer)
    with open(reader, encoding="utf-8") as answer:
        text = answer.read()
    os.waitpid(child, 0)
    died = {"phase": "run", "errors": [{"path": "", "message": "the process died"}]}
    return json.loads(text) if text else died


def outcome(action):
    try:
        return action()
    except Refused as refused:
        return {"phase": refused.phase, "errors": refused.errors}


def execute(main):
    """Runs a module, or the cells of a notebook up to the first that fails."""
    module = types.ModuleType("__main__")
    module.__file__ = str(main)
    sys.modules["__main__"] = module
    sys.argv = [str(main)]
    sys.path.insert(0, str(main.parent))
    for number, source in enumerate(sources(main)):
        name = str(main) if main.suffix == ".py" else f"<cell {number}>"
        try:
            exec(compile(source, name, "exec"), module.__dict__)
        except BaseException as error:  # a program may also leave by SystemExit
            raise failed(name, error)


def sources(main):
    text = main.read_text(encoding="utf-8-sig")
    if main.suffix == ".py":
        return [text]
    cells = ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    return [python_of(cell) for cell in cells]


def python_of(cell):
    """A cell as Python: without what only IPython understands, every line where it was."""
    lines = cell.split("\n")
    if lines[0].startswith("%%writefile"):
        path, body = lines[0].split()[-1], "\n".join(lines[1:])
        return f"__import__('pathlib').Path({path!r}).write_text({body!r}, encoding='utf-8')"
    if lines[0].startswith("%%"):
        if lines[0].split()[0] not in TRANSPARENT:
            return ""
        lines[0] = ""
    return "\n".join(MAGIC.sub(r"\1pass", line) for line in lines)


def failed(name, error):
    """The refusal that stands for an exception, with the last line of the program that led to it."""
    refused = refuse("run", error)
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == name]
    refused.errors[0]["path"] = f"line {getattr(error, 'lineno', None) or lines[-1]}"
    return refused

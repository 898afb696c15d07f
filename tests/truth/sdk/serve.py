"""One JSON line in, one JSON line out: puts the files of a case into a folder of their own and has them judged there.

What the SDK prints is thrown away, what it asks of the network is refused. Knows no SDK.

in:  {"files": {path: text}, "main": path, ...}
out: {"phase": "load" | "validate" | "serialize" | "", "errors": [{"path", "message"}], "warnings": [...],
      "object": what was loaded, "rest": what would be sent}; an empty phase means that nothing was refused.
Before the first case comes {"versions": {package: version}}.
"""

import gc
import importlib.metadata
import json
import logging
import os
import re
import socket
import sys
import tempfile
import warnings
from pathlib import Path


class Refused(Exception):
    """What the SDK does not take: the phase, and the errors with the fields that they name."""

    def __init__(self, phase, errors):
        super().__init__(phase)
        self.phase, self.errors = phase, errors


def refuse(phase, error):
    """The refusal that stands for an exception of the SDK, which names no field."""
    return Refused(phase, [{"path": "", "message": f"{type(error).__name__}: {error}"}])


def serve(packages, judge):
    """Answers cases until the input ends. `judge(case, main)` returns the answer's fields or raises `Refused`."""
    answers = quiet()
    answers({"versions": {package: importlib.metadata.version(package) for package in packages}})
    for line in sys.stdin:
        answers(answer(json.loads(line), judge))


def quiet():
    """Shuts off the network, the logs and both output streams, and answers the function that still writes answers."""

    def blocked(*_, **__):
        raise OSError("no network in a test")

    socket.socket.connect = socket.create_connection = socket.getaddrinfo = blocked
    # The SDK makes many small objects that live long; looking through them all again and again takes half of the time.
    gc.freeze()
    gc.set_threshold(100_000)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)

    def write(record):
        stream.write(json.dumps(record, default=str, ensure_ascii=False) + "\n")
        stream.flush()

    return write


def answer(case, judge):
    with tempfile.TemporaryDirectory(prefix="parlint-truth-") as folder:
        for path, text in case["files"].items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        os.chdir(folder)
        record = {"phase": "", "errors": [], "warnings": []}
        try:
            record.update(judge(case, Path(folder, case["main"])))
        except Refused as refused:
            record.update(phase=refused.phase, errors=refused.errors)
        os.chdir("/")
        return without_chance(record, folder)


def without_chance(value, folder):
    """The same whatever the folder is called, and without the names that the SDK makes up."""
    text = json.dumps(value, default=str).replace(folder, ".")
    return json.loads(re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>", text))

#!/usr/bin/env python3
"""How long it takes from a keystroke to its diagnostics, what the server needs to start, and whether it grows.

Types in a job of 60 lines, a pipeline of 1,000 lines and a notebook of 300 cells, one keystroke after the other, each
when the diagnostics of the one before have come; then in the pipeline as many as five hours of typing have. The same
keystrokes go to yaml-language-server with parlint's own schema, which is installed to the cache (it needs node).

The p99 in the pipeline must be under 5 ms and ten times under that of yaml-language-server; memory must not grow. The
allocator takes and gives back up to 4 MiB at a time, so that one hour alone does not tell growth from that.

Usage: benches/server.py [PARLINT] [--keystrokes N] [--hour N]    (default: target/release/parlint)
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import documents
from language_client import Client, Notebook, TextDocument

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "parlint-tests"
YAML_SERVER = "yaml-language-server@2.0.0"
# How long yaml-language-server waits after a keystroke before it begins, in seconds.
YAML_SERVER_DELAY = 0.2
LIMIT, RATIO, GROWTH = 0.005, 10, 1.0
# Five keystrokes a second.
HOUR = 18_000
HOURS = 5
YAML_TYPED = "    max_concurrency_per_instance: 2\n    compute: azureml:画像\n"
PYTHON_TYPED = "\n    max_concurrency_per_instance=2,\n    description=\"画像\","


def keystrokes(text, before, typed):
    """Without end: `typed`, letter by letter, in front of the middle occurrence of `before`, and taken back again."""
    places = [i for i in range(len(text)) if text.startswith(before, i)]
    at = places[len(places) // 2]
    line, column = text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)
    position = lambda typed: {
        "line": line + typed.count("\n"),
        "character": len(typed) - typed.rfind("\n") - 1 if "\n" in typed else column + len(typed),
    }
    while True:
        for i, letter in enumerate(typed):
            yield {"range": {"start": position(typed[:i]), "end": position(typed[:i])}, "text": letter}
        for i in reversed(range(len(typed))):
            yield {"range": {"start": position(typed[:i]), "end": position(typed[: i + 1])}, "text": ""}


def type_in(document, strokes, count):
    """The seconds from each keystroke to its diagnostics."""
    seconds = []
    for _, stroke in zip(range(count), strokes):
        start = time.perf_counter()
        document.edit(stroke)
        document.wait()
        seconds.append(time.perf_counter() - start)
    return seconds


def percentiles(seconds):
    cuts = statistics.quantiles(seconds, n=100)
    return cuts[49], cuts[98]


def show(name, seconds):
    p50, p99 = percentiles(seconds)
    print(f"{name:<42} p50 {p50 * 1000:8.2f} ms   p99 {p99 * 1000:8.2f} ms   ({len(seconds)} keystrokes)")
    return p99


def yaml_server():
    folder = CACHE / "yaml-language-server"
    program = folder / "node_modules/yaml-language-server/bin/yaml-language-server"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, YAML_SERVER], check=True)
    return ["node", program, "--stdio"]


def yaml_settings():
    """What yaml-language-server is told when it asks: nothing from the network."""
    return {"workspace/configuration": [{"schemaStore": {"enable": False}, "validate": True}, {}, {}, {}, {}]}


def with_own_schema(text):
    """The text with parlint's schema in the place of Azure's, which yaml-language-server would have to download."""
    schema = (ROOT / "schemas/pipeline-job.schema.json").as_uri()
    _, rest = text.split("\n", 1)
    return f"# yaml-language-server: $schema={schema}\n{rest}"


def in_text(client, name, text, count, warm_up=100):
    document = TextDocument(client, name, text)
    document.wait()
    strokes = keystrokes(text, "    mini_batch_error_threshold", YAML_TYPED)
    type_in(document, strokes, warm_up)
    return type_in(document, strokes, count)


def in_notebook(client, count, warm_up=100):
    cells = documents.cells(300)
    document = Notebook(client, "job.ipynb", cells, 151)
    document.wait()
    strokes = keystrokes(cells[151], "\n    mini_batch_error_threshold", PYTHON_TYPED)
    type_in(document, strokes, warm_up)
    return type_in(document, strokes, count)


def hours(client, text, count):
    """The memory after each half of an hour, `count` keystrokes, of typing."""
    document = TextDocument(client, "hour.yml", text)
    document.wait()
    strokes = keystrokes(text, "    mini_batch_error_threshold", YAML_TYPED)
    memory = []
    for _ in range(2 * HOURS):
        type_in(document, strokes, count // 2)
        memory.append(client.memory())
    return memory


def start_up(command, folder, runs=20):
    def once():
        client = Client(command, folder)
        client.end()
        return client.start_up

    return min(once() for _ in range(runs))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("parlint", nargs="?", default=ROOT / "target/release/parlint", type=pathlib.Path)
    parser.add_argument("--keystrokes", type=int, default=2000)
    parser.add_argument("--hour", type=int, default=HOUR)
    options = parser.parse_args()
    if not options.parlint.exists():
        sys.exit(f"{options.parlint} is missing: cargo build --release")
    ours = [options.parlint.resolve(), "server"]
    with tempfile.TemporaryDirectory() as folder:
        for name, text in documents.FILES.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        sys.exit(not compare(ours, folder, options))


def compare(ours, folder, options):
    job, pipeline = documents.pipeline(60), documents.pipeline(1000)
    parlint, other = Client(ours, folder), Client(yaml_server(), folder, yaml_settings())
    count, few = options.keystrokes, max(options.keystrokes // 10, 100)
    show("job of 60 lines, parlint", in_text(parlint, "job.yml", job, count))
    show("job of 60 lines, yaml-language-server", in_text(other, "job.yml", with_own_schema(job), few, 10))
    p99 = show("pipeline of 1,000 lines, parlint", in_text(parlint, "pipeline.yml", pipeline, count))
    its = in_text(other, "pipeline.yml", with_own_schema(pipeline), few, 10)
    its_p99 = show("pipeline of 1,000 lines, yaml-language-server", its)
    show("notebook of 300 cells, parlint", in_notebook(parlint, count))
    ratio, work_ratio = its_p99 / p99, (its_p99 - YAML_SERVER_DELAY) / p99
    print(f"yaml-language-server takes {ratio:.0f} times as long, {work_ratio:.1f} times without the delay it makes")
    print(f"start-up: parlint {start_up(ours, folder) * 1000:.0f} ms, yaml-language-server {other.start_up * 1000:.0f} ms")
    parlint.end()
    other.end()
    typist = Client(ours, folder)
    memory = hours(typist, pipeline, options.hour)
    typist.end()
    print(f"memory over {HOURS} times {options.hour} keystrokes, MiB: " + " ".join(f"{mib:.1f}" for mib in memory))
    grown = (max(memory[-2:]) - max(memory[:2])) / (HOURS - 1)
    reached = {
        f"p99 under {LIMIT * 1000:.0f} ms": p99 < LIMIT,
        f"{RATIO} times as fast": ratio >= RATIO,
        f"grows by less than {GROWTH} MiB an hour": grown < GROWTH,
    }
    print("; ".join(f"{goal}: {'yes' if is_reached else 'NO'}" for goal, is_reached in reached.items()))
    return all(reached.values())


if __name__ == "__main__":
    main()

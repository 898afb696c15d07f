#!/usr/bin/env python3
"""How long parlint takes on a large tree in which little matters, as a ratio to ripgrep.

Makes 10,000 files of which 100 hold a parallel job and runs `parlint` and `rg -c arallel` on them in turn, several times
each; the best time of each counts. The ratio must not be above 3.

Usage: benches/walk.py [PARLINT]    (default: target/release/parlint; ripgrep is installed to target/ if it is missing)
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

FILES, EVERY, RUNS, LIMIT = 10_000, 100, 9, 3.0
ROOT = pathlib.Path(__file__).resolve().parent.parent

MANIFEST = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-{i}
  labels: {{app: service-{i}, tier: backend}}
spec:
  replicas: 3
  template:
    spec:
      containers:
"""
CONTAINER = """      - name: container-{j}
        image: registry.example.com/team/service-{i}:{j}
        ports: [{{containerPort: {port}}}]
        env:
        - {{name: LOG_LEVEL, value: info}}
        - {{name: REGION, value: westeurope}}
        resources:
          limits: {{cpu: "{j}", memory: 512Mi}}
"""
MODULE = '''"""Module {i} of a service."""
import json
import logging

logger = logging.getLogger(__name__)


class Handler{i}:
    def __init__(self, settings):
        self.settings = settings
'''
METHOD = """
    def method_{j}(self, request):
        payload = json.loads(request.body)
        logger.info("method_{j} of %s got %d items", self.settings.name, len(payload["items"]))
        return [item["value"] * {j} for item in payload["items"] if item.get("enabled", True)]
"""


def yaml(i):
    return MANIFEST.format(i=i) + "".join(CONTAINER.format(i=i, j=j, port=8000 + j) for j in range(1 + i % 12))


def python(i):
    return MODULE.format(i=i) + "".join(METHOD.format(j=j) for j in range(1 + i % 12))


def make(root):
    pipeline = (ROOT / "examples/clean/pipeline.yml").read_text()
    for i in range(FILES):
        folder = root / f"team{i % 20}" / f"service{i % 400}"
        folder.mkdir(parents=True, exist_ok=True)
        if i % EVERY == 0:
            (folder / f"pipeline{i}.yml").write_text(pipeline)
        elif i % 2:
            (folder / f"manifest{i}.yaml").write_text(yaml(i))
        else:
            (folder / f"module{i}.py").write_text(python(i))


def ripgrep():
    found = shutil.which("rg")
    if found:
        return found
    venv = ROOT / "target/venv-ripgrep"
    if not (venv / "bin/rg").exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin/pip", "install", "-q", "ripgrep==15.0.0"], check=True)
    return str(venv / "bin/rg")


def seconds(command, folder):
    start = time.perf_counter()
    ran = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    elapsed = time.perf_counter() - start
    if ran.returncode not in (0, 1):
        sys.exit(f"{command} failed: {ran.stderr}")
    return elapsed


def main():
    parlint = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/parlint").resolve()
    if not parlint.exists():
        sys.exit(f"{parlint} is missing: cargo build --release")
    commands = {"rg": [ripgrep(), "-c", "arallel"], "parlint": [str(parlint), "--output-format", "concise"]}
    with tempfile.TemporaryDirectory() as folder:
        make(pathlib.Path(folder))
        times = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, command in commands.items():
                times[name].append(seconds(command, folder))
    best = {name: min(all_of) for name, all_of in times.items()}
    ratio = best["parlint"] / best["rg"]
    print(f"rg {best['rg'] * 1000:.1f} ms, parlint {best['parlint'] * 1000:.1f} ms, ratio {ratio:.2f} (limit {LIMIT:.0f})")
    sys.exit(ratio > LIMIT)


if __name__ == "__main__":
    main()

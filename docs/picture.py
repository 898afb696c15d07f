#!/usr/bin/env python3
"""Draws docs/parlint.svg, the README's picture: parlint at work on the broken example, as a terminal shows it.

    cargo build && python3 docs/picture.py target/debug/parlint
"""

import html
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ["examples/broken/pipeline.yml", "--select", "PJ020,PJ102,PJ220", "--color", "always", "--locale", "en"]
COLOURS = {"31": "#ff7b72", "91": "#ff7b72", "33": "#e3b341", "93": "#e3b341", "32": "#7ee787", "92": "#7ee787",
           "34": "#79c0ff", "94": "#79c0ff", "36": "#a5d6ff", "96": "#a5d6ff", "90": "#8b949e"}
WIDTH, LINE, MARGIN = 8.43, 19, 18


def pieces(line):
    """The parts of a line with the colour and weight they are written in."""
    colour, bold, at = None, False, 0
    for match in re.finditer(r"\x1b\[([0-9;]*)m", line):
        yield line[at:match.start()], colour, bold
        for code in (match.group(1) or "0").split(";"):
            if code == "0":
                colour, bold = None, False
            elif code == "1":
                bold = True
            elif code in COLOURS:
                colour = COLOURS[code]
        at = match.end()
    yield line[at:], colour, bold


def main():
    run = subprocess.run([sys.argv[1], *COMMAND], cwd=ROOT, capture_output=True, text=True, check=False)
    plain = re.sub(r"\x1b\]8;;.*?\x1b\\", "", run.stdout)
    lines = ["$ parlint examples/broken/pipeline.yml", "", *plain.rstrip().split("\n")]
    columns = max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines)
    width, height = columns * WIDTH + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    shapes = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" font-size="14" '
                'font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,\'DejaVu Sans Mono\',monospace">',
                '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>']
    for number, line in enumerate(lines):
        column, y = 0, MARGIN + LINE * (number + 0.75)
        for text, colour, bold in pieces(line):
            if text.strip():
                weight = ' font-weight="bold"' if bold else ""
                x = MARGIN + column * WIDTH
                shapes.append(f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour or "#e6edf3"}"{weight} xml:space="preserve" '
                                f'textLength="{len(text) * WIDTH:.1f}">{html.escape(text)}</text>')
            column += len(text)
    (ROOT / "docs/parlint.svg").write_text("\n".join([*shapes, "</svg>"]) + "\n", encoding="utf-8")


main()

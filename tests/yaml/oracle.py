"""What the real PyYAML makes of texts, as JSON. Knows nothing of parlint.

`python oracle.py scalars` or `documents` prints a list of {"text", "value"} or {"text", "error"}.
"""

import datetime
import json
import math
import struct
import sys

import yaml


def plain(value, depth=0):
    """A Python value as JSON that keeps all types apart; what has no place there is {"other": its type}."""
    if depth > 20:
        return {"other": "deep"}
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        small = -(2**127) < value < 2**127
        return {"int": str(value)} if small else {"big": True}
    if isinstance(value, float):
        return {"float": "nan" if math.isnan(value) else struct.pack(">d", value).hex()}
    if isinstance(value, str):
        return value if encodes(value) else {"other": "surrogates"}
    if isinstance(value, datetime.datetime):
        return {"timestamp": True}
    if isinstance(value, datetime.date):
        return {"date": True}
    if isinstance(value, list) and not any(isinstance(item, tuple) for item in value):
        return [plain(item, depth + 1) for item in value]
    if isinstance(value, dict):
        entries = [[plain(k, depth + 1), plain(v, depth + 1)] for k, v in value.items()]
        return {"map": sorted(entries, key=lambda entry: json.dumps(entry[0], ensure_ascii=False))}
    return {"other": type(value).__name__}


def encodes(text):
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def case(text):
    # PyYAML lets some of Python's own exceptions through: any of them ends the SDK as well.
    try:
        return {"text": text, "value": plain(yaml.safe_load(text))}
    except Exception as error:  # noqa: BLE001
        return {"text": text, "error": type(error).__name__}


def main():
    assert yaml.__version__ == "6.0.3", yaml.__version__
    module = __import__(sys.argv[1])
    texts = dict.fromkeys(module.texts())
    json.dump([case(text) for text in texts if encodes(text)], sys.stdout)


if __name__ == "__main__":
    main()

"""An editor as far as a language server sees one: starts it, types, and waits for what it says."""

import json
import pathlib
import re
import subprocess
import time

CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {"publishDiagnostics": {"relatedInformation": True, "versionSupport": True}},
}


class Client:
    """A session with a server in a folder."""

    def __init__(self, command, folder, answers=None, capabilities=None):
        self.answers, self.folder, self.last_id = answers or {}, folder, 0
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        parameters = {
            "processId": None,
            "rootUri": self.uri(""),
            "workspaceFolders": [{"uri": self.uri(""), "name": "bench"}],
            "capabilities": CAPABILITIES | (capabilities or {}),
        }
        self.request("initialize", parameters)
        self.start_up = time.perf_counter() - self.started
        self.notify("initialized", {})

    def uri(self, name):
        return pathlib.Path(self.folder, name).as_uri()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method, parameters):
        self.send({"method": method, "params": parameters})

    def request(self, method, parameters):
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": parameters})
        return self.wait(lambda message: message.get("id") == self.last_id and "method" not in message)

    def wait(self, wanted):
        """The next message that is wanted; questions of the server are answered meanwhile."""
        while True:
            message = self.read()
            if "id" in message and "method" in message:
                self.send({"id": message["id"], "result": self.answers.get(message["method"])})
            elif wanted(message):
                return message

    def read(self):
        length = 0
        while (line := self.process.stdout.readline().strip()) or not length:
            if not line:
                raise EOFError("the server has ended")
            if match := re.match(rb"Content-Length: (\d+)", line):
                length = int(match[1])
        return json.loads(self.process.stdout.read(length))

    def diagnostics(self, uri, version=None):
        """Waits for diagnostics of a document: of this version, if the server tells versions."""
        is_of = lambda sent: sent["uri"] == uri and sent.get("version", version) == version
        is_sent = lambda message: message.get("method") == "textDocument/publishDiagnostics" and is_of(message["params"])
        return self.wait(is_sent)["params"]["diagnostics"]

    def memory(self):
        """The memory that the server holds, in MiB."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024

    def end(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        self.process.wait(10)


class TextDocument:
    """An open document, in which is typed."""

    def __init__(self, client, name, text):
        self.client, self.uri, self.version = client, client.uri(name), 1
        item = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": text}
        client.notify("textDocument/didOpen", {"textDocument": item})

    def edit(self, change):
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        self.client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def wait(self):
        return self.client.diagnostics(self.uri, self.version)


class Notebook:
    """An open notebook, of which one cell is typed in."""

    def __init__(self, client, name, cells, cell):
        self.client, self.uri, self.versions = client, client.uri(name), 1
        self.cells = [f"{self.uri}#cell{i}" for i in range(len(cells))]
        self.uri_of_cell = self.cells[cell]
        texts = [
            {"uri": uri, "languageId": "python", "version": 1, "text": text} for uri, text in zip(self.cells, cells)
        ]
        notebook = {"uri": self.uri, "notebookType": "jupyter-notebook", "version": 1, "cells": []}
        notebook["cells"] = [{"kind": 2, "document": uri} for uri in self.cells]
        client.notify("notebookDocument/didOpen", {"notebookDocument": notebook, "cellTextDocuments": texts})

    def edit(self, change):
        self.versions += 1
        document = {"uri": self.uri_of_cell, "version": self.versions}
        change = {"cells": {"textContent": [{"document": document, "changes": [change]}]}}
        notebook = {"uri": self.uri, "version": self.versions}
        self.client.notify("notebookDocument/didChange", {"notebookDocument": notebook, "change": change})

    def wait(self):
        return self.client.diagnostics(self.uri_of_cell, self.versions)

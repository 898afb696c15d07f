"""Modules that are not installed beside the SDK that is asked: a program that is half v1 and half v2 still runs, and what it
asks of the other SDK is answered by mocks. Knows no SDK.
"""

import importlib.abc
import importlib.machinery
import sys
import types
from unittest import mock


class Module(types.ModuleType):
    """A module in which every name is a mock."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self.__dict__.setdefault(name, mock.MagicMock(name=f"{self.__name__}.{name}"))


class Modules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the modules below some packages, after everything else has not."""

    def __init__(self, packages):
        self.packages = packages

    def find_spec(self, name, path=None, target=None):
        below = any(name == package or name.startswith(f"{package}.") for package in self.packages)
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if below else None

    def create_module(self, spec):
        return Module(spec.name)

    def exec_module(self, module):
        pass


def mock_absent(*packages):
    sys.meta_path.append(Modules(packages))

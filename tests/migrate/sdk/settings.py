"""What the two SDKs are compared by: one dictionary for a pipeline and one for a step, in the terms of v2.

A thing that a step reads is described by what it is, never by what the program calls it:

    {"parameter": name}                       a parameter of the pipeline
    {"step": name, "output": True}            what another step writes
    "azureml:digits@latest", "azureml://…"    data
    None                                      the step's own output, in arguments: {"output": True}

Knows no SDK.
"""

import posixpath
import re


def step(**fields):
    """The settings of a step. A setting that is not given is `None`."""
    names = (
        "code entry_script environment mini_batch_size partition_keys error_threshold mini_batch_error_threshold "
        "allowed_failed_percent append_row instance_count max_concurrency_per_instance timeout max_retries logging_level "
        "description environment_variables compute is_deterministic inputs input_data outputs arguments implicit"
    ).split()
    unknown = set(fields) - set(names)
    assert not unknown, unknown
    return {name: fields.get(name) for name in names}


def pipeline(**fields):
    """The settings of a pipeline that is submitted, with its steps by name."""
    names = "steps parameters experiment force_rerun continue_on_step_failure".split()
    unknown = set(fields) - set(names)
    assert not unknown, unknown
    return {name: fields.get(name) for name in names}


def scalar(value):
    """A value that may be a number or a Boolean in one SDK and text in the other."""
    return str(value) if isinstance(value, (bool, int, float)) else value


def step_name(name):
    """A step's name as v2 can have it."""
    valid = re.sub(r"[^a-z0-9_]", "_", name.lower())
    return valid if valid[:1].isalpha() else f"n{valid}"


def folder(path):
    """A folder below the program's own, in one spelling."""
    return posixpath.normpath(path)


def conda(content):
    """The packages of a conda file. Those that only the SDKs themselves want are left out, they differ."""
    packages = content.get("dependencies") or []
    pip = [package for item in packages if isinstance(item, dict) for package in item.get("pip", [])]
    return {
        "conda": sorted(item for item in packages if isinstance(item, str) and not is_base(item)),
        "pip": sorted(package for package in pip if not package.startswith(("-", "azureml-", "azure-ai-ml", "mltable"))),
    }


def is_base(package):
    return re.split("[=<>~ ]", package)[0] in ("python", "pip")


def datastore_path(datastore, path):
    return f"azureml://datastores/{datastore}/paths/{path.strip('/')}"

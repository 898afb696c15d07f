"""Runs a program with the real azure-ai-ml, and answers the settings that its pipelines would have (`settings.py`), read
from the body of the request of a submission.

The client of the workspace and the credentials are stand-ins. What a program still has of SDK v1 is a stand-in, too.
"""

import json
import logging
import os
import re
import shlex
import sys
import types
from pathlib import Path
from unittest import mock

sys.path[:0] = [str(Path(__file__).parents[2] / "truth/sdk")]

import azure.ai.ml  # noqa: E402
import azure.ai.ml.dsl  # noqa: E402
import azure.identity  # noqa: E402
from azure.ai.ml.entities import Parallel, PipelineJob  # noqa: E402
from azure.ai.ml.parallel import RunFunction, parallel_run_function  # noqa: E402
from absent import mock_absent  # noqa: E402
from programs import in_children  # noqa: E402
from serve import Refused, refuse, serve  # noqa: E402
from settings import conda, folder, pipeline, scalar, step, step_name  # noqa: E402

NODES, PIPELINES, SUBMITTED = [], [], []
MODES = {"ReadOnlyMount": "ro_mount", "EvalMount": "eval_mount", "EvalDownload": "eval_download", "Download": "download",
         "Direct": "direct", "Upload": "upload", "ReadWriteMount": "rw_mount", "mount": "rw_mount"}
BINDING = re.compile(r"\$\{\{\s*(\S+?)\s*\}\}")


# ---- the cloud ----


def submit(job=None, experiment_name=None, **keywords):
    job = job if job is not None else keywords.get("entity")
    if isinstance(job, PipelineJob):
        SUBMITTED.append((job, experiment_name or job.experiment_name))
    return job


def client(*_, **__):
    stub = mock.MagicMock(name="MLClient")
    stub.jobs.create_or_update.side_effect = submit
    stub.create_or_update.side_effect = submit
    stub.compute.get.side_effect = lambda name: types.SimpleNamespace(name=name)
    stub.datastores.get_default.return_value.name = "workspaceblobstore"
    return stub


def stand_in():
    azure.ai.ml.MLClient = client
    client.from_config = client
    for name in ("DefaultAzureCredential", "InteractiveBrowserCredential"):
        setattr(azure.identity, name, mock.MagicMock(name=name))
    mock_absent("azureml")


def remember(cls, built):
    original = cls.__init__

    def init(self, *arguments, **keywords):
        original(self, *arguments, **keywords)
        built.append(self)

    cls.__init__ = init


# ---- what was built ----


class Reader:
    """Reads the body of a node. `pipeline` answers what stands behind a binding of the pipeline."""

    def __init__(self, node, body, pipeline):
        self.node, self.body, self.pipeline = node, body, pipeline
        self.declared = node.component.inputs

    def inputs(self):
        return {name: self.port(name, given) for name, given in (self.body.get("inputs") or {}).items()}

    def port(self, name, given):
        declared = self.declared.get(name, {})
        bound = bindings(given.get("value"))
        behind = self.pipeline(bound[0]) if bound else given.get("uri", given.get("value"))
        above = self.pipeline(bound[0], whole=True) if bound else {}
        way = given.get("mode") or above.get("mode") or declared.get("mode")
        kind = declared.get("type") or given.get("job_input_type") or above.get("job_input_type")
        return {"what": behind, "type": kind, "mode": MODES.get(way, way)}

    def setting(self, value):
        bound = bindings(value)
        return self.pipeline(bound[0]) if bound else scalar(value)

    def within(self, text):
        """A text of the task, with what it is bound to."""
        bound = BINDING.fullmatch(text)
        if not bound:
            return text
        side, _, name = bound[1].partition(".")
        if side == "outputs":
            return {"output": True} if name in (self.body.get("outputs") or {}) else f"no output {name}"
        inputs = self.inputs()
        return inputs[name]["what"] if name in inputs else f"no input {name}"

    def arguments(self):
        """The arguments, and the one among them that is a setting."""
        text = (self.body["task"].get("program_arguments") or "").replace("$[[", "").replace("]]", "")
        words = shlex.split(BINDING.sub(lambda found: found[0].replace(" ", ""), text))
        percent = None
        if "--allowed_failed_percent" in words:
            at = words.index("--allowed_failed_percent")
            percent = words[at + 1]
            del words[at:at + 2]
        return [self.within(word) for word in words], percent

    def outputs(self):
        return [self.output(name, given or {}) for name, given in (self.body.get("outputs") or {}).items()]

    def output(self, name, given):
        declared = self.node.component.outputs.get(name, {})
        bound = bindings(given.get("value"))
        above = self.pipeline(bound[0], whole=True) if bound else {}
        way = given.get("mode") or above.get("mode") or declared.get("mode") or "rw_mount"
        return {
            "type": declared.get("type") or given.get("job_output_type"),
            "path": given.get("uri") or above.get("uri"),
            "name": given.get("name") or above.get("asset_name"),
            "mode": MODES.get(way, way),
        }

    def settings(self, default_compute):
        body, task = self.body, self.body["task"]
        retries, resources = body.get("retry_settings") or {}, body.get("resources") or {}
        words, percent = self.arguments()
        keys = body.get("partition_keys")
        inputs = self.inputs()
        data = [port for port in inputs.values() if port["type"] in ("uri_file", "uri_folder", "mltable")]
        return step(
            code=folder(os.path.relpath(task["code"])),
            entry_script=task["entry_script"],
            environment=environment(task["environment"]),
            mini_batch_size=None if keys else self.setting(body.get("mini_batch_size")),
            partition_keys=keys and (self.setting(keys) if bindings(keys) else json.loads(keys)),
            error_threshold=self.setting(body.get("error_threshold")),
            mini_batch_error_threshold=self.setting(body.get("mini_batch_error_threshold")),
            allowed_failed_percent=percent,
            append_row=bool(task.get("append_row_to")) and self.within(task["append_row_to"]) == {"output": True},
            instance_count=self.setting(resources.get("instance_count")),
            max_concurrency_per_instance=self.setting(body.get("max_concurrency_per_instance")),
            timeout=self.setting(retries.get("timeout")),
            max_retries=self.setting(retries.get("max_retries")),
            logging_level=self.setting(body.get("logging_level")),
            description=self.node.component.description,
            environment_variables=body.get("environment_variables") or {},
            compute=(body.get("computeId") or default_compute or "").removeprefix("azureml:"),
            is_deterministic=self.node.component.is_deterministic,
            inputs=data,
            input_data=self.within(body["input_data"]),
            outputs=self.outputs(),
            arguments=words,
        )


def bindings(value):
    """What a value is bound to, if it is wholly a binding. A parameter of the pipeline is an object that is written as one."""
    return BINDING.findall(str(value)) if BINDING.fullmatch(str(value)) else []


def environment(given):
    if isinstance(given, str):
        return {"reference": given}
    packages = given.get("conda_file")
    return {"image": given.get("image"), "conda": conda(packages) if packages else None}


def submission(job, experiment):
    body = job._to_rest_object().properties
    inputs = {name: port.as_dict() for name, port in (body.inputs or {}).items()}
    outputs = {name: port.as_dict() for name, port in (body.outputs or {}).items()}

    def behind(path, whole=False):
        words = path.split(".")
        if words[:2] == ["parent", "jobs"]:
            return {} if whole else {"step": words[2], "output": True}
        given = (inputs if words[1] == "inputs" else outputs).get(words[2], {})
        if whole:
            return {"mode": given.get("mode"), "uri": given.get("uri"), "job_input_type": given.get("jobInputType"),
                    "asset_name": given.get("assetName")}
        return given["uri"] if "uri" in given else {"parameter": words[2]}

    readers = {name: Reader(node, body.jobs[name], behind) for name, node in job.jobs.items() if isinstance(node, Parallel)}
    settings = body.settings or {}
    return pipeline(
        steps={step_name(name): reader.settings(settings.get("default_compute")) for name, reader in readers.items()},
        parameters={name: str(port.get("value", port.get("uri"))) for name, port in inputs.items()},
        experiment=experiment,
        force_rerun=bool(settings.get("force_rerun")),
        continue_on_step_failure=bool(settings.get("continue_on_step_failure")),
    )


def validated(entity):
    result = entity._validate()
    if not result.passed:
        raise Refused("validate", [{"path": path, "message": text} for path, text in result.error_messages.items()])
    # `Unknown field.`: sent, and read by nobody.
    if result._warnings:
        raise Refused("validate", [{"path": found.yaml_path, "message": str(found.message)} for found in result._warnings])
    return entity


def examine():
    submitted = [job for job, _ in SUBMITTED]
    jobs = SUBMITTED + [(job, job.experiment_name) for job in PIPELINES if job not in submitted]
    # In a program with a pipeline its nodes are copies of these.
    loose = [] if PIPELINES else list(NODES)
    nothing = lambda path, whole=False: {} if whole else path  # noqa: E731
    try:
        return {
            "rest": {
                "pipelines": [submission(validated(job), experiment) for job, experiment in jobs],
                "loose": {step_name(node.name): Reader(node, node._to_rest_object(), nothing).settings(None) for node in loose},
                "others": [],
            }
        }
    except Refused:
        raise
    except Exception as error:
        raise refuse("serialize", error)


def warm_up():
    """Has the SDK build, once and before the fork, what it keeps: its schemas, and Python its table of modules."""
    logging.disable(logging.CRITICAL)
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    task = RunFunction(code=".", entry_script="v2.py", environment="azureml:e:1")
    made = parallel_run_function(name="warm", mini_batch_size="1", input_data="${{inputs.d}}", task=task,
                                 inputs={"d": azure.ai.ml.Input(type="uri_folder", path="azureml:d:1")})

    @azure.ai.ml.dsl.pipeline(default_compute="cpu")
    def warm():
        made()

    warm()
    examine()
    for built in (NODES, PIPELINES):
        built.clear()


stand_in()
remember(Parallel, NODES)
remember(PipelineJob, PIPELINES)
warm_up()
serve(["azure-ai-ml", "marshmallow"], in_children(examine))

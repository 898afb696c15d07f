"""Runs programs with the real azure-ai-ml and does with what they built what a submission does: validates it, and writes the
body of the request. The client of the workspace and the credentials are stubs.
"""

import logging
import os
from unittest import mock

import azure.ai.ml
import azure.ai.ml.dsl
import azure.identity
from azure.ai.ml.entities import ParallelComponent, Parallel, PipelineJob
from azure.ai.ml.parallel import ParallelJob, RunFunction, parallel_run_function
from programs import in_children
from serve import Refused, refuse, serve

COMPONENTS, STEPS, PIPELINES, SUBMITTED = [], [], [], []


def remember(cls, built):
    original = cls.__init__

    def init(self, *arguments, **keywords):
        original(self, *arguments, **keywords)
        built.append(self)

    cls.__init__ = init


def submit(job=None, *_, **keywords):
    SUBMITTED.append(job if job is not None else keywords.get("job", keywords.get("entity")))
    return SUBMITTED[-1]


def client(*_, **__):
    stub = mock.MagicMock(name="MLClient")
    stub.jobs.create_or_update.side_effect = submit
    stub.create_or_update.side_effect = submit
    return stub


def stub_client():
    azure.ai.ml.MLClient = client
    client.from_config = client
    for name in ("DefaultAzureCredential", "InteractiveBrowserCredential", "AzureCliCredential"):
        setattr(azure.identity, name, mock.MagicMock(name=name))


def examine():
    # In a file with a pipeline its nodes are sent, and the steps are what they were made of.
    steps = [] if PIPELINES else list(STEPS)
    # The SDK makes further components while it validates.
    components = list(COMPONENTS)
    for made in components:
        # As the operations of the client have it when they send a component for a node of a job.
        made._is_anonymous = True
    return {
        "warnings": [warning for entity in components + steps + PIPELINES for warning in validate(entity)],
        "rest": {
            "components": [serialize(component, entity) for entity in components],
            "steps": [serialize(node, entity) for entity in steps],
            "pipelines": [serialize(pipeline, job) for job in PIPELINES],
            "submitted": [serialize(submission, job) for job in SUBMITTED],
        },
    }


def validate(entity):
    """What it warns of."""
    try:
        result = entity._validate()
    except Exception as error:
        raise refuse("validate", error)
    if not result.passed:
        raise Refused("validate", [{"path": path, "message": text} for path, text in result.error_messages.items()])
    return [{"path": warning.yaml_path, "message": str(warning.message)} for warning in result._warnings]


def serialize(write, entity):
    try:
        return write(entity)
    except Exception as error:
        raise refuse("serialize", error)


def component(entity):
    return entity._to_rest_object().properties.component_spec


def node(entity):
    body = entity._to_rest_object()
    # The whole component stands here as long as it is not registered.
    body.pop("componentId", None)
    return body


def pipeline(job):
    body = job._to_rest_object().properties
    for sent in body.jobs.values():
        sent.pop("componentId", None)
    ports = {
        side: {name: port.as_dict() for name, port in (getattr(body, side) or {}).items()} for side in ("inputs", "outputs")
    }
    return {**ports, "settings": body.settings, "jobs": body.jobs}


def submission(job):
    """What the client would send for a job that is no pipeline."""
    if isinstance(job, Parallel):
        job = job._to_job()
    return job._to_rest_object() if isinstance(job, ParallelJob) else type(job).__name__


def warm_up():
    """Has the SDK build, once and before the fork, what it keeps: its schemas, and Python its table of modules."""
    logging.disable(logging.CRITICAL)
    os.chdir(os.path.dirname(__file__))
    task = RunFunction(code=".", entry_script="serve.py", environment="azureml:e:1")
    step = parallel_run_function(name="warm", mini_batch_size="1", task=task)

    @azure.ai.ml.dsl.pipeline(default_compute="cpu")
    def warm():
        step()

    warm()
    examine()
    for built in (COMPONENTS, STEPS, PIPELINES):
        built.clear()


stub_client()
remember(ParallelComponent, COMPONENTS)
remember(Parallel, STEPS)
remember(PipelineJob, PIPELINES)
warm_up()
serve(["azure-ai-ml", "marshmallow"], in_children(examine))

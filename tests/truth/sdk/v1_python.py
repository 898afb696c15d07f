"""Runs programs with the real azureml-core and azureml-pipeline-steps.

What lives in the cloud is a stub: the workspace, its datastores, registered datasets, environments and computes. Datasets,
their consumption, environments, configurations and steps are the SDK's own. The answer has the fields of each
configuration, and of each step the settings and the command line that it would send.
"""

import json
import types
from unittest import mock

import azureml.core
import azureml.core.compute
import azureml.data
import azureml.pipeline.core
import azureml.pipeline.steps
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
from azureml.data.output_dataset_config import OutputDatasetConfig
from azureml.pipeline.core import PipelineData, PipelineParameter
from azureml.pipeline.core._parallel_run_config_base import _ParallelRunConfigBase
from azureml.pipeline.core._parallel_run_step_base import _ParallelRunStepBase
from programs import in_children
from serve import refuse, serve

CONFIGS, STEPS = [], []


def remember(cls, built):
    original = cls.__init__

    def init(self, *arguments, **keywords):
        original(self, *arguments, **keywords)
        built.append(self)

    cls.__init__ = init


class Compute(azureml.core.compute.AmlCompute):
    """A cluster of up to ten nodes."""

    def __new__(cls, *_, **__):
        return object.__new__(cls)

    def __init__(self, workspace=None, name="cpu-cluster", **_):
        self.name = name
        self.type = "AmlCompute"
        self.scale_settings = types.SimpleNamespace(maximum_node_count=10)


def files(*_, **__):
    return azureml.data.FileDataset._create(None)


def table(*_, **__):
    return azureml.data.TabularDataset._create(None)


def by_name(workspace=None, name="", *_, **__):
    """A registered dataset: tabular if its name says so."""
    return table() if "table" in name else files()


def datastore(workspace=None, name="workspaceblobstore", *_, **__):
    stub = mock.MagicMock(name="Datastore")
    stub.name, stub.datastore_type = name, "AzureBlob"
    return stub


def workspace(*_, **__):
    stub = mock.MagicMock(name="Workspace")
    stub.compute_targets = {"cpu-cluster": Compute(name="cpu-cluster")}
    stub.get_default_datastore = datastore
    return stub


def environment(workspace=None, name="environment", *_, **__):
    return azureml.core.Environment(name)


def stub_cloud():
    azureml.core.Workspace.from_config = staticmethod(workspace)
    azureml.core.Datastore.get = staticmethod(datastore)
    azureml.core.Dataset.get_by_name = staticmethod(by_name)
    azureml.core.Dataset.File.from_files = staticmethod(files)
    azureml.core.Dataset.Tabular.from_delimited_files = staticmethod(table)
    azureml.core.Environment.get = staticmethod(environment)
    for module in (azureml.core.compute, azureml.core.compute.amlcompute):
        module.AmlCompute = Compute
    azureml.core.compute.ComputeTarget = Compute
    azureml.pipeline.core.Pipeline = mock.MagicMock(name="Pipeline")
    azureml.core.Experiment = mock.MagicMock(name="Experiment")


def plain(value):
    """A value as JSON can have it: objects as their class and name."""
    if isinstance(value, PipelineParameter):
        return {"PipelineParameter": value.name, "default": plain(value.default_value)}
    if isinstance(value, DatasetConsumptionConfig):
        return {"dataset": value.name, "mode": value.mode}
    if isinstance(value, (PipelineData, OutputDatasetConfig, azureml.core.Environment, Compute)):
        return {type(value).__name__: value.name}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value if value is None or isinstance(value, (str, int, float)) else repr(value)


def config(entity):
    return {name.lstrip("_"): plain(value) for name, value in vars(entity).items()}


def step(entity):
    return {
        "name": entity._name,
        "input_kind": entity._input_ds_type,
        "inputs": plain(entity._pystep_inputs),
        "output": plain(entity._output),
        "command_line": plain(entity._arguments),
        "metadata": json.loads(entity._generate_batch_inference_metadata()),
    }


def examine():
    try:
        return {"rest": {"configs": [config(entity) for entity in CONFIGS], "steps": [step(entity) for entity in STEPS]}}
    except Exception as error:
        raise refuse("serialize", error)


stub_cloud()
remember(_ParallelRunConfigBase, CONFIGS)
remember(_ParallelRunStepBase, STEPS)
serve(["azureml-core", "azureml-pipeline-core", "azureml-pipeline-steps"], in_children(examine))

"""Runs a program with the real azureml-core and azureml-pipeline-steps, and answers the settings that its pipelines would
have, in the terms of v2 (`settings.py`).

What lives in the cloud is a stand-in: the workspace and what it holds, computes, experiments, and the pipeline, whose real
class asks the service as soon as it is made. Datasets, their consumption, environments, parameters, configurations and steps
are the SDK's own, and so are the defaults that are read from them.
"""

import re
import sys
import types
from pathlib import Path
from unittest import mock

sys.path[:0] = [str(Path(__file__).parents[2] / "truth/sdk")]

import azureml.core  # noqa: E402
import azureml.core.compute  # noqa: E402
import azureml.core.dataset  # noqa: E402
import azureml.core.datastore  # noqa: E402
import azureml.core.experiment  # noqa: E402
import azureml.core.workspace  # noqa: E402
import azureml.data  # noqa: E402
import azureml.data.dataset_factory  # noqa: E402
import azureml.pipeline.core  # noqa: E402
import azureml.pipeline.steps  # noqa: E402
from azureml.core import Environment  # noqa: E402
from azureml.core.environment import DEFAULT_CPU_IMAGE  # noqa: E402
from azureml.data import FileDataset, TabularDataset  # noqa: E402
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig  # noqa: E402
from azureml.data.output_dataset_config import OutputDatasetConfig  # noqa: E402
from azureml.pipeline.core import PipelineData, PipelineParameter, StepSequence  # noqa: E402
from azureml.pipeline.core._parallel_run_config_base import _ParallelRunConfigBase  # noqa: E402
from azureml.pipeline.core._parallel_run_step_base import _ParallelRunStepBase  # noqa: E402
from azureml.pipeline.core.pipeline_output_dataset import PipelineOutputAbstractDataset  # noqa: E402
from absent import mock_absent  # noqa: E402
from programs import in_children  # noqa: E402
from serve import refuse, serve  # noqa: E402
from settings import conda, datastore_path, folder, pipeline, scalar, step, step_name  # noqa: E402

PIPELINES, STEPS, REFERENCES = [], [], []
TABLES = ("table", "csv", "sales")  # a registered dataset with one of these in its name is tabular


# ---- the cloud ----


class Store:
    """A datastore: its name is all that a program sees of it."""

    datastore_type = "AzureBlob"

    def __init__(self, workspace=None, name="workspaceblobstore", **_):
        self.name = name

    def path(self, path=None, *_, **__):
        return azureml.data.data_reference.DataReference(self, path_on_datastore=path)

    def upload(self, *_, **__):
        return self.path("uploaded")

    upload_files = upload

    @staticmethod
    def get(workspace, datastore_name):
        return Store(name=datastore_name)

    @staticmethod
    def get_default(workspace):
        return Store()


class Named(dict):
    """What a workspace holds of a kind; it holds whatever it is asked for."""

    def __init__(self, make):
        super().__init__()
        self.make = make

    def __contains__(self, name):
        return True

    def __missing__(self, name):
        return self.setdefault(name, self.make(name))

    def get(self, name, default=None):
        return self[name]


class Compute(azureml.core.compute.AmlCompute):
    """A cluster of up to ten nodes."""

    def __new__(cls, *_, **__):
        return object.__new__(cls)

    def __init__(self, workspace=None, name="cpu-cluster", **_):
        self.name, self.type, self.vm_size = name, "AmlCompute", "STANDARD_D2_V2"
        self.scale_settings = types.SimpleNamespace(maximum_node_count=10)

    @staticmethod
    def create(workspace, name, provisioning_configuration):
        return Compute(workspace, name)

    @staticmethod
    def provisioning_configuration(*_, **__):
        return mock.MagicMock()

    def wait_for_completion(self, *_, **__):
        pass


class Workspace:
    """A workspace that holds whatever it is asked for."""

    def __init__(self, subscription_id="", resource_group="", workspace_name="", **_):
        self.name, self.resource_group, self.subscription_id, self.location = workspace_name, resource_group, subscription_id, ""
        self.compute_targets = Named(lambda name: Compute(self, name))
        self.datastores = Named(lambda name: Store(self, name))
        self.datasets = Named(lambda name: registered(self, name))
        self.environments = Named(lambda name: environment(self, name))

    @classmethod
    def from_config(cls, *_, **__):
        return cls("subscription", "group", "workspace")

    @classmethod
    def get(cls, name, **_):
        return cls("subscription", "group", name)

    def get_default_datastore(self):
        return Store()


def dataset(cls, what, is_registered=False):
    made = cls._create(None)
    made._what, made._is_registered = what, is_registered
    made.register = lambda *_, **__: made
    return made


def registered(workspace, name, version="latest"):
    cls = TabularDataset if any(word in name for word in TABLES) else FileDataset
    return dataset(cls, f"azureml:{name}@latest" if version == "latest" else f"azureml:{name}:{version}", True)


def place(path):
    """What a path of a dataset names: a place on a datastore, or an address."""
    if isinstance(path, (list, tuple)) and len(path) == 1:
        return place(path[0])
    if isinstance(path, tuple):
        return datastore_path(path[0].name, path[1])
    if isinstance(path, azureml.data.data_reference.DataReference):
        return datastore_path(path.datastore.name, path.path_on_datastore)
    if isinstance(path, list):
        return [place(item) for item in path]
    return str(path)


def files(path, *_, **__):
    return dataset(FileDataset, place(path))


def table(path, *_, **__):
    return dataset(TabularDataset, place(path))


def environment(workspace, name, version=None, label=None):
    made = Environment(name)
    # Kept beside it: an environment takes no further attributes.
    REFERENCES.append((made, f"azureml:{name}:{version}" if version else f"azureml:{name}@{label or 'latest'}"))
    return made


class Pipeline:
    """Takes what the real class takes, and brings in the steps that the given ones wait for, as that does."""

    def __init__(self, workspace, steps, description=None, default_datastore=None, default_source_directory=None, **_):
        self.steps, self.submissions = with_producers(flat(steps)), []
        PIPELINES.append(self)

    def submit(self, experiment_name, pipeline_parameters=None, continue_on_step_failure=False, regenerate_outputs=False, **_):
        self.submissions.append((experiment_name, pipeline_parameters or {}, regenerate_outputs, continue_on_step_failure))
        return mock.MagicMock(name="PipelineRun")

    def validate(self):
        return []

    def publish(self, *_, **__):
        return mock.MagicMock(name="PublishedPipeline")


def flat(steps):
    if isinstance(steps, StepSequence):
        return flat(steps._steps)
    return [each for item in steps for each in flat(item)] if isinstance(steps, list) else [steps]


def with_producers(steps):
    found = []

    def add(each):
        if each in found:
            return
        for given in each._inputs:
            if producer := producer_of(given):
                add(producer)
        found.append(each)

    for each in steps:
        add(each)
    return found


class Experiment:
    def __init__(self, workspace, name, **_):
        self.workspace, self.name = workspace, name

    def submit(self, config, tags=None, **keywords):
        return config.submit(self.name, **keywords) if isinstance(config, Pipeline) else mock.MagicMock(name="Run")


# The preview classes are in a package that is no longer installable beside this SDK: the released ones without the
# arguments that only the preview had.
class PreviewConfig(azureml.pipeline.steps.ParallelRunConfig):
    def __init__(self, *arguments, input_format=None, **keywords):
        super().__init__(*arguments, **keywords)


class PreviewStep(azureml.pipeline.steps.ParallelRunStep):
    def __init__(self, *arguments, models=None, tags=None, properties=None, add_parallel_run_step_dependencies=True, **keywords):
        super().__init__(*arguments, **keywords)


def stand_in():
    places = [module for name, module in sys.modules.items() if name.startswith("azureml") and module]
    stubs = {"Workspace": Workspace, "Datastore": Store, "Experiment": Experiment, "AmlCompute": Compute, "ComputeTarget": Compute}
    for module in places:
        for name, stub in stubs.items():
            if isinstance(vars(module).get(name), type):
                setattr(module, name, stub)
    azureml.pipeline.core.Pipeline = azureml.pipeline.core.pipeline.Pipeline = Pipeline
    Dataset = azureml.core.Dataset
    Dataset.get_by_name = staticmethod(registered)
    Dataset.File.from_files = staticmethod(files)
    for reader in ("from_delimited_files", "from_parquet_files", "from_json_lines_files"):
        setattr(Dataset.Tabular, reader, staticmethod(table))
    Environment.get = staticmethod(environment)
    Environment.register = lambda self, workspace: self
    for name in ("PipelineEndpoint", "PublishedPipeline"):
        setattr(azureml.pipeline.core, name, mock.MagicMock(name=name))
    azureml.core.Model = mock.MagicMock(name="Model")
    azureml.core.model.Model = azureml.core.Model
    preview = types.ModuleType("azureml.contrib.pipeline.steps")
    preview.ParallelRunConfig, preview.ParallelRunStep = PreviewConfig, PreviewStep
    widgets = types.ModuleType("azureml.widgets")
    widgets.RunDetails = mock.MagicMock(name="RunDetails")
    empty = {name: types.ModuleType(name) for name in ("azureml.contrib", "azureml.contrib.pipeline")}
    mock_absent("azure.ai", "azure.identity")
    sys.modules.update(empty | {"azureml.contrib.pipeline.steps": preview, "azureml.widgets": widgets})


# ---- what was built ----


def remember_steps():
    """Keeps of each step what the constructor was given, which it replaces by what it sends."""
    original = _ParallelRunStepBase.__init__

    def init(self, name, parallel_run_config, inputs, output=None, side_inputs=None, arguments=None, allow_reuse=True):
        # Modes as they are written: the constructor mounts what the author wanted downloaded.
        modes = [mode(given) for given in [*(inputs or []), *(side_inputs or [])]]
        original(self, name, parallel_run_config, inputs, output, side_inputs, arguments, allow_reuse)
        self._given = types.SimpleNamespace(
            config=parallel_run_config, inputs=inputs or [], output=output, side_inputs=side_inputs or [], modes=modes,
            arguments=arguments if isinstance(arguments, list) else [], allow_reuse=allow_reuse,
        )
        STEPS.append(self)

    _ParallelRunStepBase.__init__ = init


def mode(given):
    return getattr(given, "mode", None) or getattr(given, "_input_mode", None)


def origin(given):
    """What an input was made of: a dataset, an output, a parameter."""
    if isinstance(given, DatasetConsumptionConfig):
        return origin(given.dataset)
    if isinstance(given, PipelineOutputAbstractDataset):
        return given._pipeline_data
    if isinstance(given, azureml.pipeline.core.InputPortBinding) or hasattr(given, "bind_object"):
        return origin(given.bind_object)
    return given


def producer_of(given):
    made_of = origin(given)
    return made_of._producer if isinstance(made_of, (PipelineData, OutputDatasetConfig)) else None


def what(given):
    """What an input is, in the terms of `settings.py`."""
    made_of = origin(given)
    if isinstance(made_of, PipelineParameter):
        return made_of.default_value._what
    if isinstance(made_of, (PipelineData, OutputDatasetConfig)):
        return {"step": step_name(made_of._producer.name), "output": True}
    if isinstance(made_of, azureml.data.data_reference.DataReference):
        return place(made_of)
    if isinstance(made_of, tuple):
        return registered(*made_of)._what
    return made_of._what


def kind_and_mode(given, written):
    """The type and mode that the mapping gives an input."""
    made_of = origin(given)
    if isinstance(made_of, PipelineParameter):
        made_of = made_of.default_value
    if isinstance(given, azureml.pipeline.core.pipeline_output_dataset.PipelineOutputTabularDataset) or isinstance(
        made_of, (TabularDataset, azureml.data.output_dataset_config.OutputTabularDatasetConfig)
    ):
        return "mltable", "direct"
    download = written == "download"
    if getattr(made_of, "_is_registered", False):
        return "mltable", "eval_download" if download else "eval_mount"
    return "uri_folder", "download" if download else "ro_mount"


def port(given, written):
    kind, way = kind_and_mode(given, written)
    return {"what": what(given), "type": kind, "mode": way}


def setting(value):
    """A setting, which a parameter may stand for."""
    return {"parameter": parameter_name(value)} if isinstance(value, PipelineParameter) else scalar(value)


def parameter_name(value):
    """The name of a parameter as v2 can have it: as an argument of a function."""
    return re.sub(r"\W", "_", value.name)


def partition_keys(config):
    return setting(config.partition_keys) if isinstance(config.partition_keys, PipelineParameter) else config.partition_keys


def environment_of(config):
    made = config.environment
    for registered_one, reference in REFERENCES:
        if registered_one is made:
            return {"reference": reference}
    if made.name.startswith("AzureML-"):
        return {"reference": f"azureml:{made.name}@latest"}
    image = made.docker.base_image
    packages = made.python.conda_dependencies
    described = conda(packages._conda_dependencies) if packages and not made.python.user_managed_dependencies else None
    # v2 has no default image: any will do for the default of v1.
    return {"image": "any" if image == DEFAULT_CPU_IMAGE else image, "conda": described}


def compute_of(config):
    return config.compute_target if isinstance(config.compute_target, str) else config.compute_target.name


def source_of(config):
    if config.source_directory:
        return folder(config.source_directory), config.entry_script.strip()
    path = Path(config.entry_script.strip())
    return folder(str(path.parent)), path.name


def output_of(given, config):
    output = given.output[0] if isinstance(given.output, list) else given.output
    if output is None:
        return None
    append = config.output_action.lower() == "append_row"
    destination = getattr(output, "destination", None)
    path = place(destination) if destination else None
    if path and append:
        path = f"{path}/{config.append_row_file_name or 'parallel_run_step.txt'}"
    registration = getattr(output, "_registration", None)
    way = mode(output) or output._output_mode
    return {
        "type": "uri_file" if append else "uri_folder",
        "path": path,
        "name": registration.name if registration else None,
        "mode": "upload" if way == "upload" else "rw_mount",
    }


def argument(value, output):
    if origin(value) is output or value is output:
        return {"output": True}
    if isinstance(value, PipelineParameter):
        return {"parameter": parameter_name(value)}
    return str(value) if isinstance(value, (str, int, float)) else what(value)


def step_settings(built):
    given, config = built._given, built._given.config
    code, entry_script = source_of(config)
    output = given.output[0] if isinstance(given.output, list) else given.output
    arguments = [argument(value, output) for value in given.arguments]
    append = config.output_action.lower() == "append_row"
    ports = [port(each, mode) for each, mode in zip([*given.inputs, *given.side_inputs], given.modes)]
    # What the script got without an argument, and needs one for in v2.
    implicit = [] if append or not output or {"output": True} in arguments else [{"output": True}]
    implicit += [each["what"] for each in ports[len(given.inputs):] if each["what"] not in arguments]
    level = str(config.logging_level).upper()
    return step(
        code=code,
        entry_script=entry_script,
        environment=environment_of(config),
        mini_batch_size=None if config.partition_keys else setting(built._mini_batch_size),
        partition_keys=partition_keys(config),
        error_threshold=scalar(config.error_threshold),
        mini_batch_error_threshold=scalar(config.allowed_failed_count),
        allowed_failed_percent=scalar(config.allowed_failed_percent),
        append_row=append,
        instance_count=setting(config.node_count),
        max_concurrency_per_instance=setting(config.process_count_per_node),
        timeout=setting(config.run_invocation_timeout),
        max_retries=setting(config.run_max_try),
        logging_level=setting(config.logging_level) if isinstance(config.logging_level, PipelineParameter)
        else {"WARN": "WARNING"}.get(level, level),
        description=config.description,
        environment_variables={name: str(value) for name, value in (config.environment_variables or {}).items()},
        compute=compute_of(config),
        is_deterministic=given.allow_reuse,
        inputs=ports,
        input_data=ports[0]["what"] if ports else None,
        outputs=[output_of(given, config)] if output else [],
        arguments=arguments,
        implicit=implicit,
    )


def parameters_of(steps):
    """The parameters that the steps use, by name."""
    found = {}

    def add(value):
        if isinstance(value, PipelineParameter):
            found[parameter_name(value)] = value.default_value

    for built in steps:
        for value in vars(built._given.config).values():
            add(value)
        for value in [*built._given.inputs, *built._given.side_inputs, *built._given.arguments]:
            add(origin(value))
    return found


def value_of(value):
    return value._what if isinstance(value, (FileDataset, TabularDataset)) else str(value)


def submissions(built):
    """The settings of each job that a pipeline was submitted as, or of the one that it could be."""
    steps = [each for each in built.steps if isinstance(each, _ParallelRunStepBase)]
    settings = {step_name(each.name): step_settings(each) for each in steps}
    defaults = parameters_of(steps)
    return [
        pipeline(
            steps=settings,
            parameters={name: value_of(given.get(name, default)) for name, default in defaults.items()},
            experiment=experiment,
            force_rerun=bool(regenerate),
            continue_on_step_failure=bool(carry_on),
        )
        for experiment, given, regenerate, carry_on in built.submissions or [(None, {}, False, False)]
    ]


def examine():
    try:
        used = [each for built in PIPELINES for each in built.steps]
        loose = [each for each in STEPS if each not in used]
        return {
            "rest": {
                "pipelines": [settings for built in PIPELINES for settings in submissions(built)],
                "loose": {step_name(each.name): step_settings(each) for each in loose},
                "others": sorted({type(each).__name__ for each in used if not isinstance(each, _ParallelRunStepBase)}),
            }
        }
    except Exception as error:
        raise refuse("serialize", error)


stand_in()
remember_steps()
_ParallelRunConfigBase._get_target = staticmethod(lambda workspace, name: Compute(workspace, name))
serve(["azureml-core", "azureml-pipeline-core", "azureml-pipeline-steps"], in_children(examine))

# coding: utf-8
"""Uses the same imports for other things than the parallel step, too."""
import os
import logging

from azureml.core import (
    Dataset,
    Environment,
    Experiment,
    Workspace,
)
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline, PipelineParameter  # noqa: F401
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

log = logging.getLogger(__name__)

ws = Workspace.from_config()


def refresh(folder):
    """Uploads what is new; called by the crawler."""
    return Dataset.File.upload_directory(src_dir=folder, target=(ws.get_default_datastore(), "pictures"))


if os.environ.get("REFRESH"):
    refresh("new")

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="scores"),
)
Experiment(ws, "vision").submit(Pipeline(ws, [step]))

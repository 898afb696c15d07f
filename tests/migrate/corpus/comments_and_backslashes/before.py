#!/usr/bin/env python3
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, \
    ParallelRunStep

ws = Workspace.from_config()                        # the shared one

# ==========  the step  ==========
config = ParallelRunConfig(
    # where the script is
    source_directory='scripts', entry_script='score_images.py',

    mini_batch_size='5',        # more runs out of memory
    error_threshold=10,         # TODO: ask Ines
    # rows go into one file
    output_action='append_row',
    environment=Environment.get(ws, 'vision'), compute_target='cpu-cluster', node_count=2)


step = ParallelRunStep(
    'score',                    # name
    parallel_run_config=config,
    inputs=[ Dataset.get_by_name(ws, 'pictures').as_named_input('pictures').as_mount() ],
    output=OutputFileDatasetConfig(name='scores')
)  # end of the step

if True:
    run = Experiment(ws, 'vision') \
        .submit(Pipeline(ws, [step]))
# the end

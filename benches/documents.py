"""The documents that `server.py` types in: jobs of a chosen length, and a notebook of a chosen number of cells."""

HEAD = """$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
display_name: 画像を評価する
description: Scores the images of every region.
settings:
  default_compute: azureml:cpu-cluster
inputs:
  images:
    type: uri_folder
    path: azureml:images:7
outputs:
  scores:
    type: uri_folder
jobs:
"""
STEP = """  score_{i}:
    type: parallel
    display_name: Score the images of region {i}
    inputs:
      images:
        type: uri_folder
        path: ${{{{parent.inputs.images}}}}
        mode: ro_mount
    outputs:
      scores:
        type: uri_file
    input_data: ${{{{inputs.images}}}}
    mini_batch_size: "{size}"
    mini_batch_error_threshold: 5
    logging_level: INFO
    environment_variables:
      REGION: "{i}"
    resources:
      instance_count: {instances}
    retry_settings:
      timeout: 600
      max_retries: 2
    task:
      type: run_function
      code: ./src
      entry_script: score_images.py
      environment:
        image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
        conda_file: ./src/environment.yml
      program_arguments: --model resnet --region {i}
      append_row_to: ${{{{outputs.scores}}}}
"""
FILES = {
    "src/score_images.py": """import argparse


def init():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model")
    parser.add_argument("--region", type=int)
    parser.parse_known_args()


def run(mini_batch):
    return [str(path) for path in mini_batch]
""",
    "src/environment.yml": "name: score\ndependencies:\n  - python=3.10\n  - pip:\n      - azureml-core\n",
}
IMPORTS = """from azure.ai.ml import Input, Output, dsl
from azure.ai.ml.constants import AssetTypes
from azure.ai.ml.parallel import RunFunction, parallel_run_function
"""
CELL_STEP = """score_{i} = parallel_run_function(
    name="score-{i}",
    display_name="画像を評価する",
    inputs={{"images": Input(type=AssetTypes.URI_FOLDER)}},
    outputs={{"scores": Output(type=AssetTypes.URI_FILE)}},
    input_data="${{{{inputs.images}}}}",
    mini_batch_size="{size}",
    mini_batch_error_threshold=5,
    retry_settings={{"timeout": 600, "max_retries": 2}},
    task=RunFunction(
        code="./src",
        entry_script="score_images.py",
        environment="azureml:score-images:3",
        append_row_to="${{{{outputs.scores}}}}",
    ),
)
"""
CELL_OTHER = """frame = read_table("region-{i}.csv")
frame["share"] = frame["hits"] / frame["hits"].sum()
frame.groupby("country").agg({{"share": "sum"}}).plot()
"""


def pipeline(lines):
    """A pipeline of about so many lines, with a fault in every fifth step."""
    steps = round((lines - HEAD.count("\n")) / STEP.count("\n"))
    size = lambda i: "10 kb" if i % 5 == 4 else 10 + i
    text = HEAD + "".join(STEP.format(i=i, size=size(i), instances=1 + i % 4) for i in range(max(steps, 1)))
    missing = max(lines - text.count("\n"), 0)
    return text + "".join(f"# Line {i} of the notes about this pipeline.\n" for i in range(missing))


def cells(count):
    """The code cells of a notebook of which every tenth makes a step."""
    step = lambda i: CELL_STEP.format(i=i, size=10 + i)
    return [IMPORTS] + [step(i) if i % 10 == 0 else CELL_OTHER.format(i=i) for i in range(count - 1)]

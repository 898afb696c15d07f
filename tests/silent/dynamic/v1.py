from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep
from own_package import configuration

config = ParallelRunConfig(**configuration.parallel)
step = ParallelRunStep(parallel_run_config=config, **configuration.step)

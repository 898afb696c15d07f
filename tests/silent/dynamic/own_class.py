"""Classes of the same names from elsewhere."""
from dataclasses import dataclass

from ray_helpers import ParallelRunStep, parallel_run_function


@dataclass
class ParallelRunConfig:
    mini_batch_size: int = 0
    node_count: int = -1
    entry_script: str = "nowhere.py"


config = ParallelRunConfig(mini_batch_size=-5, error_threshold="many", output_action="nothing")
step = ParallelRunStep(name="A B", parallel_run_config=config, inputs="x")
score = parallel_run_function(mini_batch_size=-5, task=None, typo=1)

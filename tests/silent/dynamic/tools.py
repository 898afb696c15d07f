"""Uses that only look alike."""
from joblib import Parallel, delayed
from multiprocessing import Pool

import parallel
from azure.ai.ml import load_component

results = Parallel(n_jobs=4)(delayed(len)(text) for text in "parallel_run_function ParallelRunStep".split())
train = load_component(source="azureml://registries/r/components/train/versions/1")
command = {"type": "parallel", "mini_batch_size": 0, "input_data": "x", "task": {"type": "nothing"}}

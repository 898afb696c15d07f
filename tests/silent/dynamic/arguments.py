import argparse

from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function

parser = argparse.ArgumentParser()
parser.add_argument("--size", type=int)
parser.add_argument("--kind")
parser.add_argument("--code")
arguments = parser.parse_args()

score = parallel_run_function(
    name="score",
    inputs={"data": Input(type=arguments.kind, path=arguments.path)},
    outputs={"scores": Output(type="uri_file")},
    input_data="${{inputs.data}}",
    mini_batch_size=str(arguments.size),
    mini_batch_error_threshold=arguments.threshold,
    instance_count=arguments.nodes,
    retry_settings={"timeout": arguments.timeout, "max_retries": arguments.retries},
    task=RunFunction(
        code=arguments.code,
        entry_script=arguments.script,
        environment=arguments.environment,
        program_arguments=f"--limit {arguments.limit} " + arguments.more,
        append_row_to="${{outputs.scores}}",
    ),
)

from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function

from .settings import Settings

settings = Settings.load()


def step(kind, **more):
    inputs = {name: Input(type=kind, path=path) for name, path in settings.inputs.items()}
    return parallel_run_function(
        name=settings.name,
        inputs=inputs,
        outputs=settings.outputs,
        input_data="${{inputs.%s}}" % settings.split,
        mini_batch_size=settings.size,
        task=RunFunction(code=settings.code, entry_script=settings.script, environment=settings.environment),
        **more,
    )

import yaml
from azure.ai.ml.parallel import RunFunction, parallel_run_function

with open("settings.yml") as file:
    settings = yaml.safe_load(file)

score = parallel_run_function(**settings["step"])
other = parallel_run_function(name="other", task=RunFunction(**settings["task"]), **settings["common"])

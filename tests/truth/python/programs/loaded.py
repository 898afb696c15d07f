from azure.ai.ml import Input, dsl, load_component

score = load_component(source="score.yml")


@dsl.pipeline(default_compute="cpu-cluster")
def scoring(images):
    node = score(data=images)
    return {"scores": node.outputs.scores}


job = scoring(images=Input(type="uri_folder", path="azureml:images:1"))

import pickle

from azureml.core.model import Model


def init():
    global model
    model = pickle.load(open(Model.get_model_path("classifier"), "rb"))


def run(request):
    open("last.json", "w").write(request)
    return {"label": int(model.predict([request])[0])}

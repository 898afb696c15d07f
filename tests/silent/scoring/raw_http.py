from azureml.contrib.services.aml_request import AMLRequest, rawhttp
from azureml.contrib.services.aml_response import AMLResponse


def init():
    print("ready")


@rawhttp
def run(request):
    if request.method == "POST":
        return AMLResponse(bytes(request.get_data(False)), 200)

from inference_schema.parameter_types.numpy_parameter_type import NumpyParameterType
from inference_schema.schema_decorators import input_schema, output_schema


def init():
    global model
    model = load()


@input_schema("data", NumpyParameterType(SAMPLE))
@output_schema(NumpyParameterType(RESULT))
def run(data):
    try:
        return model.predict(data).tolist()
    except Exception as error:
        return str(error)

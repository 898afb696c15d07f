"""Loads, validates and serializes YAML with the real azure-ai-ml. `"load"` of a case is `job` or `component`."""

from azure.ai.ml.entities import Component, Job, PipelineJob
from azure.ai.ml.entities import _load_functions as loading
from azure.ai.ml.entities._validation import PathAwareSchemaValidatableMixin, ValidationResultBuilder
from marshmallow import ValidationError
from marshmallow.fields import Field
from serve import Refused, refuse, serve


def shallow_copy(field, _):
    """What `copy.copy` makes, as marshmallow has it, but without the detour over pickling, which takes a tenth of all time."""
    copy = object.__new__(type(field))
    copy.__dict__.update(field.__dict__)
    return copy


Field.__deepcopy__ = shallow_copy


def judge(case, main):
    entity = load(Component if case["load"] == "component" else Job, main)
    warnings = validate(entity)
    try:
        return {"warnings": warnings, "rest": sent(entity)}
    except Exception as error:
        raise refuse("serialize", error)


def load(kind, path):
    try:
        data = loading._try_load_yaml_dict(path)
        entity, _ = kind._resolve_cls_and_type(data=data, params_override=[])
    except Exception as error:
        raise refuse("load", error)
    try:
        return loading._load_common_raising_marshmallow_error(entity, data, path, [])
    except ValidationError as error:
        raise Refused("load", named(entity, error))
    except Exception as error:
        raise refuse("load", error)


def named(entity, error):
    """The errors of marshmallow with their fields, as the SDK itself shows them."""
    if issubclass(entity, PathAwareSchemaValidatableMixin):
        try:
            # The SDK itself hides unknown keys, and then says nothing at all if there is nothing else. To find the lines
            # it would read the file again for every error; they are not asked for.
            return messages(ValidationResultBuilder.from_validation_error(error, error_on_unknown_field=True))
        except Exception:
            pass
    return [{"path": "", "message": str(error.messages)}]


def messages(result):
    return [{"path": path, "message": message} for path, message in result.error_messages.items()]


def validate(entity):
    """What it warns of."""
    if not isinstance(entity, PathAwareSchemaValidatableMixin):
        return []
    try:
        result = entity._validate(raise_error=False)
    except Exception as error:
        raise refuse("validate", error)
    if not result.passed:
        raise Refused("validate", messages(result))
    return [{"path": warning.yaml_path, "message": str(warning.message)} for warning in result._warnings]


def sent(entity):
    """The body of the request: of a job its nodes, with the components that are written in them or in a file."""
    rest = entity._to_rest_object().properties
    if not isinstance(entity, PipelineJob):
        return rest.component_spec
    for node in rest.jobs.values():
        component = node.get("componentId")
        if isinstance(component, Component):
            node["componentId"] = component._to_rest_object().properties.component_spec
    return {"nodes": rest.jobs, "settings": rest.settings, "inputs": rest.inputs, "outputs": rest.outputs}


serve(["azure-ai-ml", "marshmallow"], judge)

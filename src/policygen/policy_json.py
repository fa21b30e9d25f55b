"""The resolved facts of a policy as plain JSON, and back: what a release keeps of the content."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from policygen import durations
from policygen.model.policy import Policy
from policygen.model.record import Record


class PolicyJsonError(ValueError):
    """Plain data that is no policy of this version of the model; each line says what does not fit."""


def to_plain(policy: Policy) -> dict[str, Any]:
    """Every fact that somebody has said, under the keys of the content; days are ISO 8601, numbers and flags JSON's.

    The cases of a duration are a list of pairs, since their order counts and the keys of canonical JSON are sorted.
    Remarks (`note`) are among the facts, so the data is for the project and not for publication.
    """
    return _group(policy)


def _group(record: Record) -> dict[str, Any]:
    """What nobody has said is left out, unless the model wants to have it said that nobody has."""
    fields = ((name, field, getattr(record, name)) for name, field in type(record).model_fields.items())
    return {
        field.alias or name: _plain(value)
        for name, field, value in fields
        if value not in (None, ()) or field.is_required()
    }


def _plain(value: object) -> Any:
    match value:
        case Record():
            return _group(value)
        case tuple():
            return [_plain(each) for each in value]
        case date():
            return value.isoformat()
        case None | str() | int():
            return value
        case durations.Depends():
            return {"depends": [[condition, _plain(each)] for condition, each in value.cases]}
        case durations.Between():
            return {"between": [_plain(value.shortest), _plain(value.longest)]}
        case _:
            assert isinstance(value, durations.Duration), value
            return durations.plain(value)


def from_plain(data: Mapping[str, Any]) -> Policy:
    """The policy that the data says; raises PolicyJsonError.

    Keys that are not there have not been said, so an older file is read by a newer model. Keys that the model does not
    know are of a newer tool, and are refused, since to leave them out would be to change the policy.
    """
    try:
        return Policy.model_validate(_written(data))
    except ValidationError as error:
        raise PolicyJsonError("\n".join(_misfits(error))) from None


def _written(value: object) -> object:
    """The value as the content writes it, where every scalar is text."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case list() | tuple():
            return tuple(_written(each) for each in value)
        case {"depends": [*cases]}:
            return {"depends": {condition: _written(each) for condition, each in cases}}
        case Mapping():
            return {key: _written(each) for key, each in value.items()}
        case _:
            return value


def _misfits(error: ValidationError) -> list[str]:
    found = error.errors(include_url=False)
    return [_misfit(".".join(map(str, each["loc"])), each["type"], each["msg"]) for each in found]


def _misfit(where: str, kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return f"`{where}` is not known to this version of policygen: read it with the version that wrote it, or newer."
    return f"`{where}`: {message}"

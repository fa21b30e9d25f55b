"""One content file held against its model: a record, or every way in which it does not fit, in plain words."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from policygen.model import documentation
from policygen.model.record import Record, keys, records_in
from policygen.problems import Problem, shown
from policygen.spelling import did_you_mean, listed, nearest
from policygen.yaml_source import Path, Places

R = TypeVar("R", bound=Record)

CODE = "REF-schema"
_QUOTED = re.compile(r"'([^']*)'")
_QUOTATION = re.compile(r"`([^`]*)`")


def fit(model: type[R], data: Mapping[str, Any], places: Places) -> tuple[R | None, tuple[Problem, ...]]:
    """The record that the data makes, or the problems that prevent it."""
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, tuple(
            _problem(model, each, data, places) for each in details if _is_news(each, details, data, places)
        )


def _is_news(detail: ErrorDetails, details: list[ErrorDetails], data: Mapping[str, Any], places: Places) -> bool:
    """Whether this misfit does not just follow from another problem, which is told as well."""
    match detail["type"]:
        case "missing":
            key = str(detail["loc"][-1])
            return (*_path_in(data, detail["loc"]), key) not in places.keys and not _is_misspelt(detail, details)
        case "too_short":
            return not detail["input"]  # Pydantic counts sound entries only.
        case _:
            return True


def _is_misspelt(missing: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether an unknown key beside it is probably meant to be the missing one."""
    *above, key = missing["loc"]
    strange = (each["loc"] for each in details if each["type"] == "extra_forbidden")
    return any(loc[:-1] == tuple(above) and nearest(str(loc[-1]), [str(key)]) for loc in strange)


def _problem(model: type[Record], detail: ErrorDetails, data: Mapping[str, Any], places: Places) -> Problem:
    path = _path_in(data, detail["loc"])
    if detail["type"] == "extra_forbidden":
        message = f"`{shown(str(path[-1]))}` is not a key that can stand here."
        return Problem(places.key(path), CODE, message, _meant(_model_at(model, path[:-1]), str(path[-1])))
    message, mend = _words(model, detail, path)
    return Problem(places.value(path), CODE, _on_one_line(message), _on_one_line(mend))


def _on_one_line(words: str) -> str:
    """A sentence in which every quotation is as short as a message can bear."""
    return _QUOTATION.sub(lambda quoted: f"`{shown(quoted[1])}`", words)


def _meant(model: type[Record], key: str) -> str:
    """The mend of an unknown key: the group below that knows it, or the key here that is most like it."""
    for group, field in keys(model).items():
        if any(key in keys(inner) for inner in records_in(field.annotation)):
            return f"Write it below `{group}:`, a step further in."
    return did_you_mean(key, keys(model))


def _path_in(data: object, loc: tuple[str | int, ...]) -> Path:
    """The way into the data that the location names.

    Pydantic also names the branches of unions, the number of a value that the content did not write as a list,
    and a key that is missing; none of these stands in the data.
    """
    path: list[str | int] = []
    for step in loc:
        if (isinstance(data, Mapping) and step in data) or (isinstance(data, tuple) and isinstance(step, int)):
            data = data[step]  # type: ignore[index]  # the line above has looked
            path.append(step)
    return tuple(path)


def _words(model: type[Record], detail: ErrorDetails, path: Path) -> tuple[str, str]:
    """What is wrong and how to mend it, for each sort of misfit that the models can meet."""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "fault":
            return context["message"], context["mend"]
        case "missing":
            return _missing(_model_at(model, path), str(detail["loc"][-1]), path)
        case "literal_error":
            return _choose(detail["input"], _name(path), _QUOTED.findall(context["expected"]))
        case "tuple_type":
            message = f"`{_name(path)}` is a list, but here stands {_shown(detail['input'])}."
            return message, _as_list(detail)
        case "too_short":
            return f"The list `{_name(path)}` is empty.", "Leave the key out when nobody has said, or write an entry."
        case "model_type" | "model_attributes_type":
            which = f"Each entry of `{_name(path)}`" if isinstance(path[-1], int) else f"`{_name(path)}`"
            message = f"{which} is a group of keys, but here stands {_shown(detail['input'])}."
            return message, f"Write keys, each with its value: {listed(_keys(_model_at(model, path)))}."
        case "greater_than_equal" | "less_than_equal":
            bound = detail["msg"].removeprefix("Input should be ")
            return f"`{detail['input']}` is out of range.", f"Write a number {bound}."
        case other:  # a new sort of misfit is a fault of ours, not of the content
            raise AssertionError(other)


def _missing(model: type[Record], key: str, path: Path) -> tuple[str, str]:
    described = documentation.of_keys(model).get(key, "")
    where = f" of `{_name(path)}`" if path else ""
    return f"`{key}`{where} is missing.", f"Add `{key}:`. {described}".strip()


def _choose(value: object, key: str, allowed: list[str]) -> tuple[str, str]:
    if isinstance(value, str):
        return f"{_shown(value)} is not one of the words for `{key}`.", did_you_mean(value, allowed)
    message = f"Here stands {_shown(value)}, but one of the words for `{key}` is expected."
    return message, f"Write one of these: {listed(allowed)}."


def _as_list(detail: ErrorDetails) -> str:
    """How the list is written; `none` where the model knows that statement, too."""
    value = detail["input"]
    entry = f"`- {value}` on the line below the key" if isinstance(value, str) else "each entry behind a hyphen"
    return f"Write {entry}, or `none`." if "list" in detail["loc"] else f"Write {entry}."


def _shown(value: object) -> str:
    match value:
        case str():
            return f"`{value}`"
        case tuple():
            return "a list"
        case _:
            return "a group of keys"


def _name(path: Path) -> str:
    """The nearest key above: entries of a list are known by the list's name."""
    return next((step for step in reversed(path) if isinstance(step, str)), "file")


def _keys(model: type[Record]) -> list[str]:
    """What can be written in a group, beginning with what has to be."""
    named = {key: field for key, field in keys(model).items() if key != "note"}
    return sorted(named, key=lambda key: not named[key].is_required())


def _model_at(model: type[Record], path: Path) -> type[Record]:
    for step in path:
        if isinstance(step, str) and step in keys(model):
            model = next(records_in(keys(model)[step].annotation), model)
    return model

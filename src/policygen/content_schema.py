"""JSON Schema of every content file, made from the model: what editors complete and check while people type."""

import json
from typing import Any

from policygen.model import documentation
from policygen.model.page import FrontMatter
from policygen.model.policy import FILES
from policygen.model.record import Record, records_in
from policygen.tree import Tree

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MODELS: dict[str, type[Record]] = {**FILES, "front-matter": FrontMatter}


def files() -> Tree:
    """One schema a content file: `site.json` for site.yaml; `front-matter.json` for the top of a page."""
    return {f"{stem}.json": _text(_schema(stem, model)).encode() for stem, model in _MODELS.items()}


def together() -> str:
    """All schemas in one JSON object, by content file."""
    return _text({stem: _schema(stem, model) for stem, model in _MODELS.items()})


def _schema(stem: str, model: type[Record]) -> dict[str, Any]:
    schema = model.model_json_schema()
    for name, each in _models(model).items():
        _document(schema if each is model else schema["$defs"][name], each)
    return {"$schema": _DIALECT, "title": f"{stem}.yaml", **_tidy(schema)}


def _tidy(schema: Any) -> Any:
    """Without what only pydantic needs: titles made of names, and null, which stands in no content file."""
    if isinstance(schema, list):
        return [_tidy(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {key: value if key == "enum" else _tidy(value) for key, value in schema.items() if not _is_noise(key, value)}
    choices = [each for each in tidy.pop("anyOf", []) if each != {"type": "null"}]
    return tidy | (choices[0] | tidy if len(choices) == 1 else {"anyOf": choices} if choices else {})


def _is_noise(key: str, value: object) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and not value)


def _models(model: type[Record]) -> dict[str, type[Record]]:
    """The model and all that its fields name, by class name, as pydantic keys its definitions."""
    found = {model.__name__: model}
    for field in model.model_fields.values():
        for inner in records_in(field.annotation):
            found |= {name: each for name, each in _models(inner).items() if name not in found}
    return found


def _document(schema: dict[str, Any], model: type[Record]) -> None:
    for key, words in documentation.of_keys(model).items():
        schema["properties"][key]["description"] = words


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"

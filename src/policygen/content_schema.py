"""JSON Schema of every content file, made from the model: what editors complete and check while people type."""

import json
from typing import Any

from policygen.model.page import FrontMatter
from policygen.model.policy import FILES
from policygen.model.record import Record
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
    return {"$schema": _DIALECT, **model.model_json_schema(), "title": stem}


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"

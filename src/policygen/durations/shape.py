"""The JSON Schema of a duration, which editors read for help while someone writes."""

_LENGTH = {
    "type": "string",
    "minLength": 1,
    "description": "A fixed length: whole numbers with their units, the longest first, or ISO 8601 in capitals.",
    "examples": ["13 months", "1 year 6 months", "30 minutes", "P13M"],
}
_TEXT = {
    "type": "string",
    "minLength": 1,
    "description": (
        "A fixed length (`13 months`, `1 year 6 months`, `30 minutes`, or ISO 8601 such as `P13M`), `session` for "
        "as long as the browser stays open, or `unknown` when nobody knows."
    ),
    "examples": ["session", "13 months", "1 year 6 months", "30 minutes", "P13M", "unknown"],
}


def schema() -> dict[str, object]:
    """A fragment for JSON Schema 2020-12; it knows the forms, and only `parse` judges the texts in them."""
    cases = [
        _TEXT,
        _form("between", "At least the first length and at most the second.", _ends()),
        _form("until", "Until something happens.", _event()),
        _form("rolling", "A fixed length, counted again from the last activity.", _LENGTH),
    ]
    depends = {
        "type": "object",
        "description": "Each case, in words that can stand in brackets, and how long it lasts then.",
        "minProperties": 2,
        "additionalProperties": {"anyOf": cases},
        "examples": [{"in the EEA": "13 months", "elsewhere": "24 months"}],
    }
    return {
        "description": "How long something lasts or is kept.",
        "anyOf": [*cases, _form("depends", "Different lengths in different cases.", depends)],
    }


def _form(key: str, description: str, value: dict[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "description": description,
        "properties": {key: value},
        "required": [key],
        "additionalProperties": False,
    }


def _ends() -> dict[str, object]:
    return {
        "type": "array",
        "description": "The shorter length, then the longer one.",
        "items": _LENGTH,
        "minItems": 2,
        "maxItems": 2,
        "examples": [["30 seconds", "1 year"]],
    }


def _event() -> dict[str, object]:
    return {
        "type": "string",
        "minLength": 1,
        "description": "What ends it, in words that can follow “until”, without a semicolon.",
        "examples": ["you clear it", "you close your account"],
    }

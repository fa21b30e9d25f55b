"""TypeScript types, made from the manifest's JSON Schema: one interface for each object it describes."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

_SIMPLE = {"string": "string", "integer": "number", "boolean": "boolean", "null": "null"}


def declarations(schema: Schema) -> str:
    """The text of a `.d.ts` file; only the parts of JSON Schema that the manifest's schema uses are understood."""
    named = {schema["title"]: schema, **schema["$defs"]}
    parts = "\n".join("".join(_declaration(name, each)) for name, each in named.items())
    return f"// Types of the cookie manifest, version {schema['properties']['schema_version']['const']}.\n\n{parts}"


def _declaration(name: str, schema: Schema) -> Iterator[str]:
    yield f"/** {schema['description']} */\n" if "description" in schema else ""
    if "properties" not in schema:
        yield f"export type {name} = {_type(schema)};\n"
        return
    yield f"export interface {name} {{\n"
    for key, value in schema["properties"].items():
        yield f"  /** {value['description']} */\n" if "description" in value else ""
        yield f"  readonly {_key(key)}{'' if key in schema['required'] else '?'}: {_type(value)};\n"
    yield "}\n"


def _key(key: str) -> str:
    return key if key.isidentifier() else f'"{key}"'


def _type(schema: Schema) -> str:
    match schema:
        case {"$ref": str(reference)}:
            return reference.rsplit("/", 1)[-1]
        case {"const": value}:
            return _literal(value)
        case {"enum": list(values)}:
            return " | ".join(map(_literal, values))
        case {"anyOf": list(choices)}:
            return " | ".join(map(_type, choices))
        case {"type": "array", "items": inner}:
            element = _type(inner)
            return f"readonly ({element})[]" if "|" in element else f"readonly {element}[]"
        case {"additionalProperties": dict(values)}:
            return f"{{ readonly [key: string]: {_type(values)} }}"
        case {"type": list(kinds)}:
            return " | ".join(_SIMPLE[kind] for kind in kinds)
        case _:
            return _SIMPLE[schema["type"]]


def _literal(value: object) -> str:
    return "null" if value is None else f'"{value}"' if isinstance(value, str) else str(value)

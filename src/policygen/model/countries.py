"""Countries by their ISO 3166-1 codes, and the two areas of law that policies name."""

from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from policygen import packaged
from policygen.model.words import fault, said
from policygen.spelling import nearest

_MEANT = {"UK": "GB", "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "GREAT BRITAIN": "GB", "USA": "US", "EL": "GR"}
"""What people write for a country, although no standard does."""


@cache
def names() -> dict[str, str]:
    """Code to English short name, `GB` to `United Kingdom`; with `EU` and `EEA`."""
    table: dict[str, str] = packaged.table("law/countries.json")
    return table


def _country(value: object) -> str:
    text = said(value)
    if text in names():
        return text
    by_name = {name: code for code, name in names().items()}
    close = _MEANT.get(text.upper()) or by_name.get(nearest(text, by_name) or "") or nearest(text, names())
    hint = f"Did you mean `{close}` ({names()[close]})?" if close else "Write its two capital letters, such as `GB`."
    raise fault(f"`{text}` is not a country code.", hint)


Country = Annotated[
    str,
    BeforeValidator(_country),
    WithJsonSchema({"type": "string", "pattern": "^([A-Z]{2}|EEA)$", "description": "ISO 3166-1 code, EU or EEA"}),
]

"""What every record of the content has in common: it is frozen, knows all its keys, and may have an id."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from policygen.model.words import Listed, Slug, Text


class Record(BaseModel):
    """A group of keys in a content file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    note: Text | None = None
    """A remark for the people who edit this file; it is never published."""


def keys(model: type[Record]) -> dict[str, FieldInfo]:
    """The keys that a content file can write, with their fields; a key is the field's name unless that is taken."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def records_in(annotation: Any) -> Iterator[type[Record]]:
    """Every model named in a type, however deep in tuples and unions."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from records_in(part)


class Identified(Record):
    """A record that others can refer to; its id is also its anchor on the page, so it stays the same."""

    id: Slug
    """The lasting name of this record: small letters, digits and hyphens."""
    aliases: Listed[Slug] = ()
    """Ids that this record had before; old links keep working."""


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field whose value is the id of another record: the files' keys under which it may be defined."""

    to: tuple[str, ...]


ControllerId = Annotated[Slug, Refers(("site.controllers",))]
DataId = Annotated[Slug, Refers(("data.categories",))]
PurposeId = Annotated[Slug, Refers(("purposes.purposes",))]
BasisId = Annotated[Slug, Refers(("legal_bases.bases",))]
RecipientId = Annotated[Slug, Refers(("third_parties.third_parties",))]
ProviderId = Annotated[Slug, Refers(("third_parties.third_parties", "site.controllers"))]
CookieCategoryId = Annotated[Slug, Refers(("cookies.categories",))]
ServiceId = Annotated[Slug, Refers(("cookies.services",))]
ItemId = Annotated[Slug, Refers(("cookies.items",))]
EventId = Annotated[Slug, Refers(("retention.events",))]

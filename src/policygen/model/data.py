"""data.yaml: the personal data that is held."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from policygen.model.activity import Activity
from policygen.model.record import Identified, Record
from policygen.model.words import Flag, Listed, Text, list_or_one

StatutoryCategory = Literal[
    "identifiers", "customer-records", "protected-characteristics", "commercial", "biometric", "internet-activity",
    "geolocation", "sensory", "employment", "education", "inferences", "sensitive",
]  # fmt: skip


class Source(Record):
    """Where data comes from."""

    kind: Literal["person", "observed", "third-party", "public"]
    """From the person, from watching what happens, from somebody else, or from public sources."""
    names: Listed[Text] = ()
    """Who or what it comes from."""


Sources = Annotated[
    tuple[Source, ...],
    Field(min_length=1),
    BeforeValidator(list_or_one, json_schema_input_type=Source | tuple[Source, ...]),
]


class Required(Record):
    """Whether people must give the data (GDPR Art. 13(2)(e))."""

    kind: Literal["contractual", "statutory", "pre-contractual", "optional"]
    """Needed for a contract, by law, before a contract, or not needed."""
    consequence: Text | None = None
    """What happens when it is not given."""


class DataCategory(Identified):
    """A kind of personal data."""

    label: Text
    """Its name for readers."""
    items: Listed[Text] = ()
    """What belongs to it, one by one."""
    source: Sources = ()
    """Where it comes from; one source or a list."""
    identifiers: Flag | None = None
    """Whether it can single out a person or a device."""
    special: Flag | None = None
    """Whether it is special category data (GDPR Art. 9)."""
    criminal: Flag | None = None
    """Whether it is about criminal offences (GDPR Art. 10)."""
    sold: Flag | None = None
    """Whether it is sold, for money or anything else of value (California: Civil Code 1798.140(ad))."""
    shared: Flag | None = None
    """Whether it is passed on for adverts across websites (California: Civil Code 1798.140(ah))."""
    california: Listed[StatutoryCategory] = ()
    """The categories of the law of California that it falls under (Civil Code 1798.140(v)(1))."""
    required: Required | None = None
    """Whether people must give it, and what happens otherwise."""
    activities: Listed[Activity] = ()
    """What is known to be done with it, and for which purposes."""


class Data(Record):
    """The whole of data.yaml."""

    categories: Listed[DataCategory]
    """The kinds of personal data that are held."""

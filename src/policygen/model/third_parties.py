"""third_parties.yaml: who receives personal data, where, and under which safeguard."""

from typing import Literal, Self

from pydantic import Field, model_validator

from policygen.model.activity import Activity
from policygen.model.countries import Country
from policygen.model.record import Identified, Record
from policygen.model.words import Domain, Listed, NoneOr, Text, WebAddress, fault

Mechanism = Literal[
    "uk-adequacy", "eu-adequacy", "uk-us-data-bridge", "eu-us-data-privacy-framework", "standard-contractual-clauses",
    "uk-idta", "uk-addendum", "binding-corporate-rules", "code-of-conduct", "certification", "derogation",
]  # fmt: skip


class Transfer(Record):
    """Data that goes to another country (GDPR Art. 13(1)(f))."""

    country: Country
    """The country it goes to."""
    mechanism: Mechanism | None = None
    """What protects it there."""
    copy_from: Text | None = Field(None, alias="copy")
    """How people obtain a copy of the safeguard."""


class ThirdParty(Identified):
    """Somebody who receives personal data or stores something on people's devices."""

    name: Text | None = None
    """Its name; when it is not named, its kind stands instead."""
    kind: Text | None = None
    """The kind of recipient, such as delivery firms."""
    role: Literal["processor", "controller", "joint-controller", "authority", "adviser"] | None = None
    """What it is under the law."""
    arrangement: Text | None = None
    """What joint controllers have agreed on, in short."""
    sector: Text | None = None
    """The line of business."""
    description: Text | None = None
    """What it does with the data."""
    activities: Listed[Activity] = ()
    """What it is known to do with the data, and for which purposes."""
    countries: Listed[Country] = ()
    """Where it handles the data."""
    transfers: Listed[Transfer] = ()
    """Data that goes to it in another country, and what protects it."""
    domains: Listed[Domain] = ()
    """The host names it uses."""
    privacy_url: WebAddress | None = None
    """Its own privacy notice."""

    @model_validator(mode="after")
    def _is_called_something(self) -> Self:
        if not (self.name or self.kind):
            raise fault(
                "This third party has neither a name nor a kind.", "Give `name`, or `kind` such as `delivery firms`."
            )
        return self


class ThirdParties(Record):
    """The whole of third_parties.yaml."""

    third_parties: NoneOr[ThirdParty]
    """Who receives personal data; `none` when nobody does."""
    transfers: Literal["none"] | None = None
    """`none` says that no data leaves the country or area; leave it out when nobody has said."""

"""retention.yaml: how long data is kept, counted from which event."""

from typing import Literal, Self

from pydantic import model_validator

from policygen.model.record import DataId, EventId, Identified, PurposeId, Record
from policygen.model.words import Duration, Flag, Listed, Text, fault


class AppliesTo(Record):
    """What a rule is for; data and purposes given together mean that data for that purpose."""

    data: Listed[DataId] = ()
    """The data."""
    purposes: Listed[PurposeId] = ()
    """The purposes."""


class RetentionRule(Identified):
    """How long some data is kept (GDPR Art. 13(2)(a))."""

    default: Flag | None = None
    """Whether this holds wherever no other rule does."""
    applies_to: AppliesTo | None = None
    """The data or purposes it is for."""
    stage: Literal["active", "archive", "aggregated"] | None = None
    """The stage of the data's life, where it is kept in several."""
    period: Duration | None = None
    """How long it is kept."""
    criteria: Text | None = None
    """How the time is determined, where it is no fixed period."""
    starts_from: EventId | None = None
    """The event from which the time is counted."""
    qualifier: Text | None = None
    """A reservation, such as in most cases."""
    exceptions: Listed[Text] = ()
    """The cases in which it is otherwise."""
    reason: Text | None = None
    """Why it is kept that long."""

    @model_validator(mode="after")
    def _says_how_long(self) -> Self:
        if not (self.period or self.criteria):
            raise fault(f"`{self.id}` says neither how long nor by which criteria.", "Give `period` or `criteria`.")
        return self


class Event(Identified):
    """Something that happens, from which time is counted."""

    definition: Text
    """When exactly it happens."""


class Retention(Record):
    """The whole of retention.yaml."""

    rules: Listed[RetentionRule]
    """How long what is kept."""
    events: Listed[Event] = ()
    """The events from which time is counted."""

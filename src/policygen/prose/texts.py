"""The texts of the records, which layouts put into the pages between the prose."""

from collections.abc import Iterator, Mapping

from policygen.model.activity import Activity
from policygen.model.cookies import CookieCategory, Item, Service
from policygen.model.data import DataCategory, Required, Source
from policygen.model.edition import Announcement, Change
from policygen.model.legal_bases import LegalBasis
from policygen.model.policy import Policy
from policygen.model.purposes import AutomatedDecision, OptOut, Purpose, PurposeBasis
from policygen.model.record import Record
from policygen.model.retention import Event, RetentionRule
from policygen.model.rights import ControllerComplaints, Right
from policygen.model.site import Appointed, ChildConsent, Controller, Site
from policygen.model.third_parties import ThirdParty, Transfer
from policygen.prose.sentences import Passage, Role, Spot

WORDS: Mapping[type[Record], tuple[str, ...]] = {
    Site: ("notice",),
    Controller: ("scope", "arrangement"),
    Appointed: ("not_required",),
    ChildConsent: ("mechanism",),
    Change: ("summary",),
    Announcement: ("method",),
    Required: ("consequence",),
    Purpose: ("description",),
    PurposeBasis: ("legitimate_interest",),
    OptOut: ("how",),
    AutomatedDecision: ("logic", "significance", "consequences"),
    LegalBasis: ("description",),
    ThirdParty: ("arrangement", "description"),
    Transfer: ("copy_from",),
    CookieCategory: ("description",),
    Item: ("purpose",),
    RetentionRule: ("criteria", "exceptions", "reason"),
    Event: ("definition",),
    Right: ("description", "how", "conditions"),
    ControllerComplaints: ("outcome",),
}
"""The fields that hold whole sentences."""

NAMES: Mapping[type[Record], tuple[str, ...]] = {
    DataCategory: ("label", "items"),
    Source: ("names",),
    Activity: ("what",),
    Purpose: ("label", "people"),
    PurposeBasis: ("applies_to", "law"),
    AutomatedDecision: ("label",),
    LegalBasis: ("label",),
    ThirdParty: ("name", "kind", "sector"),
    CookieCategory: ("label",),
    Service: ("label",),
    RetentionRule: ("qualifier",),
    Right: ("label",),
}
"""The fields that hold a name or a few words."""


def of_file(policy: Policy, stem: str) -> Iterator[Passage]:
    """The texts of a content file, as the model orders them; none where it is not there."""
    part = getattr(policy, stem)
    if isinstance(part, Record):
        yield from _of_record(part)


def _of_record(record: Record) -> Iterator[Passage]:
    for name, field in type(record).model_fields.items():
        value, role = getattr(record, name), _role(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                yield from _of_record(each)
            elif role and isinstance(each, str):
                yield Passage(each, role, _spot(record, field.alias or name))


def _role(record: Record, name: str) -> Role | None:
    if name in WORDS.get(type(record), ()):
        return "words"
    return "name" if name in NAMES.get(type(record), ()) else None


def _spot(record: Record, key: str) -> Spot:
    return lambda _index: (record, key)

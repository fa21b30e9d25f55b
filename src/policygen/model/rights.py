"""rights.yaml: what people can ask for, how, and where they complain."""

from typing import Annotated, Literal

from pydantic import Field

from policygen.model.record import Identified, Record
from policygen.model.site import Jurisdiction
from policygen.model.words import Duration, Listed, Text, WebAddress

RightId = Literal[
    "access", "rectification", "erasure", "restriction", "portability", "objection", "withdraw-consent",
    "automated-decisions", "complain-to-controller", "complain-to-authority", "know", "delete", "correct",
    "opt-out-of-sale", "limit-sensitive-data", "no-retaliation", "authorised-agent",
]  # fmt: skip


class Right(Identified):
    """Something that people can ask for."""

    id: Annotated[RightId, Field()]
    """Which right it is."""
    label: Text | None = None
    """Its name for readers; left out, the usual one."""
    description: Text | None = None
    """What it means, in plain words."""
    how: Text | None = None
    """What people do to use it."""
    conditions: Text | None = None
    """When it holds."""


class Objection(Record):
    """The right to object in special cases."""

    marketing: Literal["absolute", "conditional"] | None = None
    """Whether an objection to direct marketing is always followed (GDPR Art. 21(3))."""


class ComplaintChannel(Record):
    """A way to complain to the controller."""

    kind: Literal["email", "form", "post", "phone", "in-person"]
    """What sort of way it is."""
    value: Text
    """The address or number."""


class ControllerComplaints(Record):
    """Complaining to the controller itself (UK: Data Protection Act 2018, s. 164A)."""

    channels: Listed[ComplaintChannel] = ()
    """The ways to complain."""
    acknowledge_within: Duration | None = None
    """How soon the complaint is acknowledged."""
    outcome: Text | None = None
    """What happens with it, and by when."""


class Authority(Record):
    """A supervisory authority."""

    jurisdiction: Jurisdiction
    """Whose law it oversees."""
    name: Text
    """Its name."""
    url: WebAddress | None = None
    """Where people complain."""
    phone: Text | None = None
    """Its telephone number."""
    post: Text | None = None
    """Its postal address."""


class Complaints(Record):
    """Where people complain."""

    controller: ControllerComplaints | None = None
    """To the controller."""
    authorities: Listed[Authority] = ()
    """To the authorities."""


class Rights(Record):
    """The whole of rights.yaml."""

    rights: Listed[Right] = ()
    """What people can ask for."""
    response_time: Duration | None = None
    """How soon they have an answer."""
    fee: Text | None = None
    """What it costs; `none` when it is free."""
    identity_check: Literal["always", "reasonable-doubt", "never"] | None = None
    """When people must show who they are."""
    objection: Objection | None = None
    """The right to object in special cases."""
    complaints: Complaints | None = None
    """Where people complain."""

"""purposes.yaml: why data is used; a purpose joins data, legal basis, recipients and retention."""

from typing import Literal

from policygen.model.record import BasisId, DataId, Identified, PurposeId, RecipientId, Record
from policygen.model.words import Duration, Flag, Listed, NoneOr, Text

PurposeType = Literal[
    "service", "order", "payment", "delivery", "account", "support", "communication", "marketing", "advertising",
    "personalisation", "analytics", "research", "social", "security", "fraud-prevention", "legal-obligation",
    "legal-claims", "recruitment", "other",
]  # fmt: skip
MarketingChannel = Literal[
    "email", "text-message", "phone", "post", "social-media", "push", "in-app", "other-electronic"
]


class PurposeBasis(Record):
    """A legal basis that a purpose rests on, with what the law wants said of it."""

    basis: BasisId
    """The legal basis."""
    applies_to: Listed[Text] = ()
    """The part of the purpose that rests on it, where there are several: data ids or words."""
    legitimate_interest: Text | None = None
    """The interest pursued (GDPR Art. 13(1)(d))."""
    assessment: Text | None = None
    """Where the balancing of that interest is recorded."""
    law: Text | None = None
    """The law that obliges, for a legal obligation; the listed condition, for a recognised legitimate interest."""
    article_9: BasisId | None = None
    """The further condition for special category data (GDPR Art. 9(2))."""
    explicit: Flag | None = None
    """Whether people consent in express words, where explicit consent is that condition (GDPR Art. 9(2)(a))."""


class SoftOptIn(Record):
    """The facts of the soft opt-in (PECR reg. 22(3))."""

    own_sale: Flag
    """Whether the address was obtained in one's own sale or negotiation."""
    similar_products: Flag
    """Whether only own similar products are marketed."""
    opt_out_each_time: Flag
    """Whether refusing was free and simple then, and is so in each message."""


class OptOut(Record):
    """How people stop direct marketing."""

    how: Text
    """What they do."""
    within: Duration | None = None
    """How long it takes at most."""


class DirectMarketing(Record):
    """Messages sent to people to sell something."""

    channels: Listed[MarketingChannel] = ()
    """The ways in which they are sent."""
    products: Literal["own", "third-party"] | None = None
    """Whose products they advertise; third-party when other companies' products are among them."""
    soft_opt_in: SoftOptIn | None = None
    """The facts of the soft opt-in, where it is relied upon."""
    opt_out: OptOut | None = None
    """How people stop it."""


class Purpose(Identified):
    """A reason for using personal data."""

    label: Text
    """Its name for readers."""
    type: PurposeType | None = None
    """What sort of purpose it is."""
    description: Text | None = None
    """What is done, in a sentence or two."""
    data: Listed[DataId] = ()
    """The data used."""
    people: Listed[Text] = ()
    """The people concerned, such as customers."""
    bases: Listed[PurposeBasis] = ()
    """The legal bases it rests on."""
    recipients: NoneOr[RecipientId] = ()
    """Who receives the data for it; `none` when nobody does."""
    direct_marketing: DirectMarketing | None = None
    """The facts of direct marketing, if it is that."""
    profiling: Flag | None = None
    """Whether people are profiled for it (GDPR Art. 4(4))."""


class AutomatedDecision(Identified):
    """A decision made by a machine about a person (GDPR Art. 22)."""

    label: Text
    """Its name for readers."""
    logic: Text | None = None
    """How it is made."""
    purposes: Listed[PurposeId] = ()
    """The purposes that it serves; it uses their data and rests on their legal bases."""
    significance: Text | None = None
    """What it means for the person."""
    consequences: Text | None = None
    """What may follow from it."""
    solely: Flag | None = None
    """Whether no human takes part."""
    safeguards: Listed[Literal["information", "representations", "human-intervention", "contest"]] = ()
    """What people can ask for."""


class Purposes(Record):
    """The whole of purposes.yaml."""

    purposes: Listed[Purpose]
    """The reasons for using personal data."""
    automated_decisions: NoneOr[AutomatedDecision] = ()
    """Decisions made by machines alone or mostly; `none` when there are none."""

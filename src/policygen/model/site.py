"""site.yaml: who speaks, where, under which laws, and to whom."""

from typing import Literal, Self

from pydantic import model_validator

from policygen.model.countries import Country
from policygen.model.record import Identified, Record
from policygen.model.words import BaseUrl, Domain, Flag, Language, Link, Listed, Text, Whole, fault

Jurisdiction = Literal["uk", "eu", "fr", "us-ca", "ch", "br", "ca"]
Channel = Literal["website", "app", "phone", "post", "email", "text-message", "social-media", "in-person"]
Topic = Literal["use", "security", "sources", "recipients", "cookies", "retention", "rights", "transfers"]
LegalForm = Literal["company", "partnership", "sole-trader", "charity", "association", "public-authority", "other"]


class Contact(Record):
    """The ways to reach somebody; any of them may be left out."""

    post: Text | None = None
    """The postal address, in one line or several."""
    email: Text | None = None
    """The e-mail address, such as privacy@example.com."""
    phone: Text | None = None
    """The telephone number, best with its country code."""
    form: Link | None = None
    """The address of a contact form."""


class Controller(Identified):
    """A legal person that decides why and how personal data are used (GDPR Art. 4(7))."""

    legal_name: Text
    """The registered name of the legal person."""
    trading_names: Listed[Text] = ()
    """The names under which people know it."""
    role: Literal["controller", "joint-controller", "processor"] | None = None
    """Its part where several are named."""
    scope: Text | None = None
    """What it answers for where several are named, such as a service or a region."""
    arrangement: Text | None = None
    """What joint controllers have agreed on between them, in short (GDPR Art. 26(2))."""
    country: Country | None = None
    """Where it is established."""
    establishments: Listed[Country] = ()
    """Where else it has establishments."""
    legal_form: LegalForm | None = None
    """What kind of legal person it is."""
    company_number: Text | None = None
    """The number in the companies register."""
    registered_office: Text | None = None
    """The address in the companies register."""
    registered_in: Text | None = None
    """The part of the country whose register holds it, such as England and Wales."""
    contact: Contact | None = None
    """How people reach it."""


class Appointed(Record):
    """A person or firm appointed under the law, or the reason why none is needed."""

    name: Text | None = None
    """The name of the person or firm."""
    contact: Contact | None = None
    """How people reach it."""
    not_required: Text | None = None
    """Why none has to be appointed."""

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if bool(self.not_required) == bool(self.name or self.contact):
            raise fault(
                "This must name somebody, or say why nobody is needed, and not both.",
                "Give `name` and `contact`, or `not_required` with the reason.",
            )
        return self


class Representatives(Record):
    """Representatives for people in a place where the controller has no establishment (GDPR Art. 27)."""

    uk: Appointed | None = None
    """For people in the United Kingdom."""
    eu: Appointed | None = None
    """For people in the European Union."""


class Scope(Record):
    """What the policy covers."""

    channels: Listed[Channel] = ()
    """The ways of dealing with people that the policy covers."""
    promises: Listed[Topic] = ()
    """The topics that the introduction promises to explain."""


class ChildConsent(Record):
    """How a child's consent is made good (GDPR Art. 8)."""

    age: Whole
    """Below this age a parent must agree."""
    mechanism: Text
    """How the parent's agreement is obtained."""


class Audience(Record):
    """For whom the site is made."""

    children: Flag | None = None
    """Whether the site is meant for children too."""
    child_consent: ChildConsent | None = None
    """How a child's consent is made good."""
    sold_under_16: Flag | None = None
    """Whether data of people under 16 is knowingly sold, or passed on for adverts (California: Civil Code 1798.120)."""


class Readability(Record):
    """How plain the prose has to be."""

    max_grade: Whole
    """The highest reading grade (Flesch-Kincaid) that the check lets pass."""


class Site(Record):
    """The whole of site.yaml."""

    name: Text
    """The name of the site, as people know it."""
    base_url: BaseUrl
    """Where the site is published, such as https://example.com/."""
    language: Language
    """The language of the pages, such as en-GB."""
    jurisdictions: Listed[Jurisdiction] = ()
    """The laws that the policy answers to."""
    domains: Listed[Domain] = ()
    """The host names that belong to the site."""
    scope: Scope | None = None
    """What the policy covers."""
    controllers: Listed[Controller]
    """The legal persons that decide about the data."""
    dpo: Appointed | None = None
    """The data protection officer (GDPR Art. 37), or why there is none."""
    representatives: Representatives | None = None
    """Representatives under GDPR Art. 27."""
    audience: Audience | None = None
    """For whom the site is made."""
    readability: Readability | None = None
    """How plain the prose has to be."""
    notice: Text | None = None
    """One line shown on every page, such as that some content is an illustration."""

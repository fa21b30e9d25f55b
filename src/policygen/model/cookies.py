"""cookies.yaml: what the site stores on people's devices, and how they agree to it."""

import unicodedata
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from policygen.globs import Glob
from policygen.model.activity import Activity
from policygen.model.record import (
    CookieCategoryId,
    DataId,
    Identified,
    ItemId,
    ProviderId,
    PurposeId,
    Record,
    ServiceId,
)
from policygen.model.words import Date, Domain, Duration, Flag, Link, Listed, Text, WebAddress, Whole, fault

Kind = Literal[
    "cookie", "local-storage", "session-storage", "indexed-db", "cache-storage", "pixel", "fingerprint", "sdk"
]  # fmt: skip
StorageUse = Literal[
    "session", "authentication", "security", "load-balancing", "basket", "payment", "consent", "preferences",
    "personalisation", "analytics", "measurement", "advertising", "social", "research", "support", "other",
]  # fmt: skip
GoogleConsent = Literal[
    "ad_storage", "ad_user_data", "ad_personalization", "analytics_storage", "functionality_storage",
    "personalization_storage", "security_storage",
]  # fmt: skip
ConsentClient = Literal[
    "vanilla-cookieconsent", "klaro", "hmcts-cookie-manager", "hds", "orejime", "tarteaucitron", "iab-tcf",
    "google-consent-mode", "open-cookie-database",
]  # fmt: skip
TcfPurpose = Annotated[Whole, Field(ge=1, le=11)]


class Consent(Record):
    """How people agree or refuse."""

    mechanism: Literal["banner", "preferences-page", "account-settings", "browser-settings", "none"] | None = None
    """The tool with which people choose."""
    change_url: Link | None = None
    """Where they change their choice later."""
    reject_all: Flag | None = None
    """Whether refusing everything is as easy as accepting."""
    granular: Flag | None = None
    """Whether they can choose by category."""
    lifetime: Duration | None = None
    """How long a choice is kept before people are asked again."""
    record: ItemId | None = None
    """The item that remembers the choice."""
    gpc: Flag | None = None
    """Whether the browser signal Global Privacy Control is honoured."""
    clients: Listed[ConsentClient] = ()
    """The programs that read the exports of the cookie manifest, such as the banner."""


class CookieCategory(Identified):
    """A group of stored items that people accept or refuse together."""

    label: Text
    """Its name for readers."""
    description: Text | None = None
    """What the items of this category are for."""
    consent: Literal["required", "exempt"] | None = None
    """Whether people are asked before anything is stored."""
    exemption: Literal["strictly-necessary", "transmission", "statistical", "appearance", "emergency"] | None = None
    """The exception of the law that is relied upon."""
    purposes: Listed[PurposeId] = ()
    """The purposes that these items serve."""
    lifetime: Duration | None = None
    """How long the items last, where it is stated for the category as a whole."""
    combined_with: Listed[DataId] = ()
    """Other data that what these items collect is combined with."""
    google_consent: Listed[GoogleConsent] = ()
    """The consent types of Google Consent Mode that this category grants."""
    tcf_purposes: Listed[TcfPurpose] = ()
    """The purposes of the IAB Transparency and Consent Framework, 1 to 11."""


class Service(Identified):
    """A product that stores items, such as an analytics tool."""

    label: Text
    """Its name for readers."""
    provider: ProviderId | None = None
    """Who provides it: a third party or a controller."""
    category: CookieCategoryId | None = None
    """The category that its items belong to."""
    script_domains: Listed[Domain] = ()
    """The hosts its scripts are loaded from."""
    opt_out_url: WebAddress | None = None
    """Where people refuse it everywhere."""


class Verified(Record):
    """When somebody looked whether the facts are true."""

    on: Date
    """The day."""
    by: Text
    """Who, or with what."""


class Item(Identified):
    """One thing stored on a device; known by its id, since real names repeat."""

    name: Text
    """Its name as the browser shows it; `*` stands for any characters unless `match` is exact."""
    match: Literal["exact", "glob"] | None = None
    """`exact` says that a `*` in the name is an ordinary character."""
    kind: Kind = "cookie"
    """What sort of storage it is."""
    category: CookieCategoryId | None = None
    """The category it belongs to; left out, that of its service."""
    service: ServiceId | None = None
    """The service that stores it."""
    provider: ProviderId | None = None
    """Who stores it: a third party or a controller; left out, the provider of its service."""
    party: Literal["first", "third"] | None = None
    """Whether it belongs to this site or to another one."""
    third_party_access: Flag | None = None
    """Whether anybody else can read it."""
    domains: Listed[Domain] = ()
    """The hosts it is stored for."""
    host_only: Flag | None = None
    """Whether it is sent to its own host only and not to those below."""
    path: Text | None = None
    """The path it is stored for."""
    purpose: Text | None = None
    """What it is for, in plain words."""
    purpose_type: StorageUse | None = None
    """What sort of use that is."""
    duration: Duration | None = None
    """How long it lasts."""
    refreshes: Flag | None = None
    """Whether that time begins again at each visit."""
    secure: Flag | None = None
    """Whether it is sent over HTTPS only."""
    http_only: Flag | None = None
    """Whether scripts of the page cannot read it."""
    same_site: Literal["strict", "lax", "none"] | None = None
    """Whether it is sent along from other sites."""
    partitioned: Flag | None = None
    """Whether it is kept apart for each site that embeds it."""
    set_before_consent: Flag | None = None
    """Whether it is stored before people have chosen."""
    data: Listed[DataId] = ()
    """The personal data it holds or leads to."""
    activities: Listed[Activity] = ()
    """What else it is known to be used for, and for which purposes."""
    verified: Verified | None = None
    """When somebody looked whether these facts are true."""

    @model_validator(mode="before")
    @classmethod
    def _rolling_begins_again(cls, data: Any) -> Any:
        """A time that is counted from the last activity begins again at each visit, whether or not that is said."""
        if isinstance(data, dict) and isinstance(data.get("duration"), dict) and "rolling" in data["duration"]:
            return {"refreshes": "true", **data}
        return data

    @property
    def matching(self) -> Literal["exact", "glob"]:
        """What `match` says, or what the name shows."""
        return self.match or ("glob" if "*" in self.name else "exact")

    @property
    def glob(self) -> Glob:
        """The names that it stands for."""
        return Glob(self.name, self.matching == "exact")

    @model_validator(mode="after")
    def _glob_is_selective(self) -> Self:
        if self.match == "exact" or "*" not in self.name:
            return self
        if not self.name.strip("*"):
            raise fault(
                f"The name `{self.name}` would match everything.", "Write the letters it begins with, such as `_ga_*`."
            )
        if "**" in self.name:
            raise fault(
                f"The name `{self.name}` has two stars side by side.",
                "Write one star, or `match: exact` when the stars are ordinary characters of the name.",
            )
        return self

    @model_validator(mode="after")
    def _name_is_plain(self) -> Self:
        """The names of cookies are ASCII (RFC 6265); a letter of another script may look the same and never match."""
        if self.kind == "cookie" and (strange := next((sign for sign in self.name if not sign.isascii()), None)):
            called = unicodedata.name(strange, f"U+{ord(strange):04X}")
            message = f"The name `{self.name}` holds `{strange}` ({called}), which no cookie's name can."
            raise fault(message, "Type the name anew, with plain letters.")
        return self

    @model_validator(mode="after")
    def _belongs_somewhere(self) -> Self:
        if not (self.category or self.service):
            raise fault(f"`{self.id}` belongs to no category.", "Give its `category`, or the `service` that stores it.")
        return self


class Cookies(Record):
    """The whole of cookies.yaml."""

    consent: Consent | None = None
    """How people agree or refuse."""
    categories: Listed[CookieCategory] = ()
    """The groups that people accept or refuse together."""
    services: Listed[Service] = ()
    """The products that store items."""
    items: Listed[Item] = ()
    """What is stored, one by one."""

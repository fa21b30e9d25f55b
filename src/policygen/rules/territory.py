"""Where a law holds, which countries it has approved, and what protects data elsewhere."""

from datetime import date
from functools import cache
from typing import Literal, TypedDict

from policygen import packaged
from policygen.model.policy import Policy
from policygen.model.third_parties import Mechanism, Transfer

Law = Literal["uk", "eu"]
Approving = Law | Literal["ch"]
"""Swiss law approves countries too; what it wants beyond that is a rule of its own."""

NAMES: dict[Law, str] = {"uk": "UK law", "eu": "EU law"}


class Area(TypedDict):
    """The countries in which a law holds, and the jurisdictions of site.yaml that mean it."""

    jurisdictions: list[str]
    countries: list[str]


class Approval(TypedDict):
    """Countries to which a law lets data go freely, from one day and to another."""

    law: Approving
    countries: list[str]
    since: str
    until: str | None


class Approvals(TypedDict):
    """The shape of law/approved_countries.json."""

    areas: dict[Law, Area]
    approved: list[Approval]


class Safeguard(TypedDict):
    """A row of law/transfer_safeguards.json, where each key is explained."""

    laws: list[Law]
    approval: bool
    countries: list[str]
    copy: bool


@cache
def _approvals() -> Approvals:
    table: Approvals = packaged.table("law/approved_countries.json")
    return table


@cache
def _safeguards() -> dict[Mechanism, Safeguard]:
    table = packaged.table("law/transfer_safeguards.json")
    safeguards: dict[Mechanism, Safeguard] = table["safeguards"]
    return safeguards


def laws(policy: Policy) -> tuple[Law, ...]:
    """Those that the policy answers to and that limit where data may go."""
    here = set(policy.site.jurisdictions)
    return tuple(law for law, area in _approvals()["areas"].items() if here & set(area["jurisdictions"]))


def inside(law: Law, country: str) -> bool:
    return country in _approvals()["areas"][law]["countries"]


def approved(law: Approving, country: str, today: date) -> bool:
    """Whether the law has approved the country on that day."""
    rows = (row for row in _approvals()["approved"] if row["law"] == law and _names(row, country))
    return any(row["since"] <= today.isoformat() <= (row["until"] or "9999-12-31") for row in rows)


def _names(row: Approval, country: str) -> bool:
    return country in row["countries"] or ("EEA" in row["countries"] and inside("eu", country))


def protects(transfer: Transfer, law: Law, today: date) -> bool:
    """Whether its safeguard can be one under that law for that country."""
    if transfer.mechanism is None:
        return False
    safeguard = _safeguards()[transfer.mechanism]
    made_for = safeguard["countries"]
    return (
        law in safeguard["laws"]
        and (not made_for or transfer.country in made_for)
        and (not safeguard["approval"] or approved(law, transfer.country, today))
    )


def can_be_copied(transfer: Transfer) -> bool:
    """Whether people have a right to a copy of the safeguard."""
    return transfer.mechanism is not None and _safeguards()[transfer.mechanism]["copy"]

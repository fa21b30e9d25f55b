"""legal_bases.yaml: the legal bases and conditions that purposes rest on."""

from typing import Literal

from policygen.model.record import Identified, Record
from policygen.model.words import Listed, Text

BasisCode = Literal[
    "gdpr:6-1-a", "gdpr:6-1-b", "gdpr:6-1-c", "gdpr:6-1-d", "gdpr:6-1-e", "gdpr:6-1-f", "uk:6-1-ea",
    "gdpr:9-2-a", "gdpr:9-2-b", "gdpr:9-2-c", "gdpr:9-2-d", "gdpr:9-2-e", "gdpr:9-2-f", "gdpr:9-2-g", "gdpr:9-2-h",
    "gdpr:9-2-i", "gdpr:9-2-j", "gdpr:10",
]  # fmt: skip


class LegalBasis(Identified):
    """A legal basis (GDPR Art. 6(1)), or a condition for special data (Art. 9(2))."""

    code: BasisCode
    """Where it stands in the law, such as gdpr:6-1-b for a contract."""
    label: Text
    """Its name for readers."""
    description: Text | None = None
    """What it means, in plain words."""


class LegalBases(Record):
    """The whole of legal_bases.yaml."""

    bases: Listed[LegalBasis]
    """The legal bases and conditions."""

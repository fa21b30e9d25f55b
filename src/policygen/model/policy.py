"""The whole policy: one attribute a content file, named as the file is."""

from policygen.model.cookies import Cookies
from policygen.model.data import Data
from policygen.model.edition import Edition
from policygen.model.legal_bases import LegalBases
from policygen.model.page import Page
from policygen.model.purposes import Purposes
from policygen.model.record import Record
from policygen.model.retention import Retention
from policygen.model.rights import Rights
from policygen.model.site import Site
from policygen.model.third_parties import ThirdParties

CONTENT = "content/"
"""Where the content lies in a project."""

FILES: dict[str, type[Record]] = {
    "site": Site,
    "policy": Edition,
    "data": Data,
    "purposes": Purposes,
    "legal_bases": LegalBases,
    "third_parties": ThirdParties,
    "cookies": Cookies,
    "retention": Retention,
    "rights": Rights,
}
"""The content files, without `.yaml`, in the order in which they are read and reported."""


def file_of(stem: str) -> str:
    """The path of a content file from the root of the project."""
    return f"{CONTENT}{stem}.yaml"


class Policy(Record):
    """All that the content says; a file that is not there is None: undeclared, and not empty."""

    site: Site
    policy: Edition
    data: Data | None = None
    purposes: Purposes | None = None
    legal_bases: LegalBases | None = None
    third_parties: ThirdParties | None = None
    cookies: Cookies | None = None
    retention: Retention | None = None
    rights: Rights | None = None
    pages: tuple[Page, ...] = ()

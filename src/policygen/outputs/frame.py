"""What stands around every article: the names, facts and links of one version, in whose site the others are kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jinja2 import Environment

from policygen import layouts
from policygen.model.policy import Policy
from policygen.outputs import manifest, view, ways
from policygen.outputs.loose_ends import ids
from policygen.outputs.version import Shelf, Version


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one version.

    Attributes:
        top: the folder of its home page in the site: the site itself, or that of the draft.
        common: what every layout of the frame can use.
        stands: the page on which each anchor stands.

    """

    templates: Environment
    shelf: Shelf
    version: Version
    policy: Policy
    top: str
    common: view.Facts
    stands: Mapping[str, str]

    def draw(self, layout: str, path: str, facts: view.Facts, page: str = "") -> tuple[str, bytes]:
        """A file of the site; `page` is the one whose anchors stand on it."""
        root = facts.get("root", ways.up(path))
        around = {
            **self.common,
            **_anchors(self.stands, view.base_path(self.policy) + self.top, page),
            "root": root or "./",
            "top": f"{root}{self.top}" or "./",
            "notices": ways.notices(self.shelf, self.version, None, str(root)),
            "canonical": self.policy.site.base_url + path.removesuffix("index.html"),
            "page": None,
            **facts,
        }
        return path, layouts.draw(self.templates, layout, around).encode()


def of(templates: Environment, shelf: Shelf, version: Version, top: str = "") -> Frame:
    """The frame of a version all of whose facts are known."""
    assert version.policy
    common = {
        **view.facts(version.policy),
        **standing(version),
        "manifest": manifest.standing(version.manifest, version.status),
        "is_released": bool(shelf.sealed),
        "alternates": (),
        "ways": (),
    }
    stands = {anchor: each.page.name for each in version.articles for anchor in ids(each.html)}
    return Frame(templates, shelf, version, version.policy, top, common, stands)


def standing(version: Version) -> view.Facts:
    """What a page says of the version that it shows."""
    return {
        "policy": version.edition,
        "status": version.status,
        "consent_version": version.consent_version,
        "accepted": version.accepted,
        "language": version.language,
    }


def _anchors(stands: Mapping[str, str], base: str, page: str) -> Mapping[str, Callable[..., str | None]]:
    """The functions that find a record or a block, as articles have them."""

    def to(anchor: str) -> str | None:
        found = stands.get(anchor)
        return found and (f"#{anchor}" if found == page else f"{base}{found}/#{anchor}")

    return {"address": lambda prefix, record: to(f"{prefix}-{record}"), "place": lambda block: to(f"block-{block}")}

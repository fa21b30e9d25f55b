"""What layouts can ask for: the facts by file, and the joins between them."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import quote, urlsplit

from jinja2 import pass_context
from jinja2.runtime import Context

from policygen import durations, wording
from policygen.joins import choice, retention, rights, storage
from policygen.joins.finding import find
from policygen.layouts import Filters
from policygen.model.cookies import CookieCategory
from policygen.model.policy import FILES, Policy
from policygen.outputs.placing import Placing
from policygen.pictures import flow, lifetimes

_NOT_DIALLED = re.compile(r"[^+0-9]")
_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "dv", "ug"})

Facts = dict[str, object]


def facts(policy: Policy) -> Facts:
    """Each content file under its own name, or None when it is undeclared; and the joins."""
    stored = storage.of(policy)
    by_category = stored.groups()
    return {
        **{stem: getattr(policy, stem) for stem in FILES},
        "pages": policy.pages,
        "base": base_path(policy),
        "dir": "rtl" if policy.site.language.split("-")[0] in _RIGHT_TO_LEFT else "ltr",
        "find": partial(find, policy),
        "retention_of": partial(retention.rules_of, policy),
        "rights_of": partial(rights.rights_of, policy),
        "purposes_open_to": partial(rights.open_to, policy),
        "cookie_groups": lambda category: by_category[category.id],
        "cookie_providers": stored.providers,
        "provider_of": stored.provider_of,
        "category_of": stored.category_of,
        "choice": choice.of,
        "flow": partial(flow.of, policy),
        "lifetimes": partial(lifetimes.of, policy),
    }


def _mailto(address: str) -> str:
    return "mailto:" + quote(address, safe="@+")


def _dialled(number: str) -> str:
    return _NOT_DIALLED.sub("", number)


@pass_context
def _href(context: Context, link: str) -> str:
    return href(context["base"], link)


FILTERS: Filters = (
    ("duration", durations.words),
    ("day", wording.day),
    ("country", wording.country),
    ("called", wording.called),
    ("href", _href),
    ("mailto", _mailto),
    ("tel", _dialled),
)
"""The words for values, the same in every layout."""


def base_path(policy: Policy) -> str:
    """The path of the site on its host, with a slash at both ends."""
    return urlsplit(policy.site.base_url).path


def href(base: str, link: str) -> str:
    """A link of the content for a page at any depth: the site's own places begin with its path on its host."""
    return base + link[1:] if link.startswith("/") else link


def anchors(policy: Policy, placing: Placing, page: str) -> Mapping[str, Callable[..., str | None]]:
    """The two functions that find a record or a block from the article of `page`; None when no page shows it."""
    stored = storage.of(policy)
    categories = {item.id: found.id for item in stored.cookies.items if (found := stored.category_of(item))}

    def to(found: str | None, anchor: str) -> str | None:
        if found is None or found == page:
            return found and f"#{anchor}"
        return f"{base_path(policy)}{found}/#{anchor}"

    listed = {each.id for each in (policy.rights.rights if policy.rights else ())}

    def address(prefix: str, record: str) -> str | None:
        if prefix == "right" and record not in listed:  # It follows from the law, and the content does not list it.
            return None
        category = {"cookie-category": record, "cookie": categories.get(record)}.get(prefix)
        return to(placing.page_of(prefix, category), f"{prefix}-{record}")

    def place(block: str) -> str | None:
        return to(placing.pages.get(block), f"block-{block}")

    return {"address": address, "place": place}


def category_named(policy: Policy, name: str) -> CookieCategory | None:
    """The category of a block such as `cookies.analytics`."""
    wanted = name.partition(".")[2]
    return next((each for each in (policy.cookies.categories if policy.cookies else ()) if each.id == wanted), None)

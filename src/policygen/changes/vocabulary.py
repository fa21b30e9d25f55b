"""English for the keys and the closed sets of the content, as a list of changes words them."""

from types import MappingProxyType
from typing import Final, NamedTuple


class Subject(NamedTuple):
    """What the records of a list are: the heading they stand under, one of them, and all of them."""

    heading: str
    one: str
    all: str


SUBJECTS: Final = MappingProxyType({
    "site": Subject("The site", "Site", "Site"),
    "site.controllers": Subject("The site", "controller", "Controllers"),
    "policy": Subject("This policy", "Policy", "Policy"),
    "data": Subject("Personal data", "Personal data", "Personal data"),
    "data.categories": Subject("Personal data", "kind of data", "Kinds of data"),
    "purposes": Subject("Purposes", "Purposes", "Purposes"),
    "purposes.purposes": Subject("Purposes", "purpose", "Purposes"),
    "purposes.automated_decisions": Subject("Purposes", "automated decision", "Automated decisions"),
    "legal_bases": Subject("Legal bases", "Legal bases", "Legal bases"),
    "legal_bases.bases": Subject("Legal bases", "legal basis", "Legal bases"),
    "third_parties": Subject("Recipients and transfers", "Recipients", "Recipients"),
    "third_parties.third_parties": Subject("Recipients and transfers", "recipient", "Recipients"),
    "cookies": Subject("Cookies and other stored items", "Consent", "Consent"),
    "cookies.categories": Subject("Cookies and other stored items", "cookie category", "Cookie categories"),
    "cookies.services": Subject("Cookies and other stored items", "service", "Services"),
    "cookies.items": Subject("Cookies and other stored items", "stored item", "Stored items"),
    "retention": Subject("Retention", "Retention", "Retention"),
    "retention.rules": Subject("Retention", "retention rule", "Retention rules"),
    "retention.events": Subject("Retention", "event", "Events"),
    "rights": Subject("Rights and complaints", "Rights", "Rights"),
    "rights.rights": Subject("Rights and complaints", "right", "Rights"),
    "pages": Subject("Pages", "page", "Pages"),
})  # fmt: skip
"""By the list of a change, in the order of the content."""

KINDS: Final = MappingProxyType({
    "cookie": "cookie", "local-storage": "local storage entry", "session-storage": "session storage entry",
    "indexed-db": "database", "cache-storage": "cache", "pixel": "pixel", "fingerprint": "fingerprint",
    "sdk": "software kit",
})  # fmt: skip
"""What a stored item is called, by its kind."""

_TERMS: Final = MappingProxyType({
    "uk": "United Kingdom", "eu": "European Union", "fr": "France", "us-ca": "California", "ch": "Switzerland",
    "br": "Brazil", "ca": "Canada",
    "email": "e-mail", "phone": "telephone", "sole-trader": "sole trader",
    "uk-adequacy": "UK adequacy regulations", "eu-adequacy": "EU adequacy decision",
    "uk-us-data-bridge": "UK-US data bridge", "eu-us-data-privacy-framework": "EU-US Data Privacy Framework",
    "uk-idta": "UK International Data Transfer Agreement",
    "uk-addendum": "UK Addendum to the standard contractual clauses",
    "derogation": "an exception for specific situations",
    "pre-contractual": "needed before a contract", "contractual": "needed for a contract",
    "statutory": "needed by law", "optional": "not needed",
    "observed": "observation", "third-party": "others", "public": "public sources", "person": "the person",
    "required": "people are asked", "exempt": "people are not asked",
    "first": "this site", "third": "another site",
    "indexed-db": "IndexedDB", "sdk": "software kit",
})  # fmt: skip
"""Where another word says it better than the word of the content with spaces for its hyphens."""

_LABELS: Final = MappingProxyType({
    "bases": "legal bases", "basis": "legal basis", "article_9": "condition for special data",
    "applies_to": "holds for", "assessment": "record of the balancing", "law": "law that obliges",
    "people": "people concerned", "items": "what belongs to it",
    "identifiers": "singles out people or devices", "special": "special category data",
    "criminal": "about criminal offences", "required": "must be given", "solely": "without any human",
    "how": "how it is used", "mechanism": "safeguard", "copy": "how to get a copy", "privacy_url": "privacy notice",
    "domains": "hosts", "script_domains": "hosts of its scripts", "opt_out_url": "page to opt out",
    "reject_all": "refusing is as easy as accepting", "granular": "choice by category", "record": "remembered in",
    "gpc": "Global Privacy Control is honoured", "change_url": "place to change a choice",
    "exemption": "exception relied upon", "combined_with": "combined with",
    "google_consent": "Google consent types", "tcf_purposes": "TCF purposes", "match": "way of matching",
    "third_party_access": "others can read it", "host_only": "its own host only", "purpose_type": "use",
    "refreshes": "begins again at each visit", "secure": "over HTTPS only", "http_only": "hidden from scripts",
    "same_site": "sent from other sites", "partitioned": "apart for each embedding site",
    "set_before_consent": "stored before people have chosen", "verified": "last verified", "on": "day", "by": "by whom",
    "starts_from": "counted from", "period": "time", "criteria": "how the time is determined",
    "default": "holds wherever no other rule does", "fee": "cost", "marketing": "to advertising",
    "acknowledge_within": "acknowledged within", "outcome": "what happens then", "url": "address of its page",
    "base_url": "address", "jurisdictions": "laws it answers to", "dpo": "data protection officer",
    "representatives": "representative", "uk": "in the United Kingdom", "eu": "in the European Union",
    "max_grade": "highest reading grade", "notice": "line on every page", "children": "meant for children",
    "child_consent": "consent of a child", "prose": "text", "registered_in": "where it is registered",
    "not_required": "not required", "code": "place in the law", "establishments": "also established in",
    "products": "whose products", "within": "how long it takes", "last": "last time", "every": "how often",
    "claims": "sentences held against the facts", "explicit": "consent in express words",
    "california": "categories of the law of California", "activities": "what is known to be done",
    "sold_under_16": "data of people under 16 knowingly sold or passed on for adverts",
    "soft_opt_in": "soft opt-in", "own_sale": "from an own sale", "similar_products": "only for similar products",
    "opt_out_each_time": "refusing in each message",
    "cookies.consent": "", "cookies.consent.mechanism": "tool to choose", "site.audience": "", "site.readability": "",
    "site.audience.child_consent.mechanism": "how a parent agrees", "site.controllers.scope": "answers for",
    "rights.complaints.controller": "to the controller", "rights.complaints.authorities": "to an authority",
    "purposes.purposes.direct_marketing.opt_out": "stopping it", "policy.notice_period": "notice of material changes",
    "purposes.purposes.direct_marketing.opt_out.how": "how", "cookies.consent.lifetime": "a choice is kept for",
    "cookies.items.data": "personal data in it",
})  # fmt: skip
"""Where the key with spaces for its underscores would not be plain enough; by the key, or by all that lead to it."""

UNLABELLED: Final = frozenset({
    ("cookies.items", "duration"), ("retention.rules", "period"), ("retention.rules", "criteria"),
    ("cookies.categories", "lifetime"), ("legal_bases.bases", "code"), ("retention.events", "definition"),
})  # fmt: skip
"""The one fact for which such a record is there, so that its value alone says what changed."""


def term(word: str) -> str:
    """`gdpr:6-1-f` is Article 6(1)(f) GDPR; other words of closed sets lose their hyphens."""
    law, colon, article = word.partition(":")
    if colon:
        number, *parts = article.split("-")
        return f"Article {number}{''.join(f'({part})' for part in parts)} {'UK GDPR' if law == 'uk' else 'GDPR'}"
    return _TERMS.get(word, word.replace("-", " "))


def label(key: str, where: str = "") -> str:
    """A key as people read it, `where` is the list with all keys down to it; empty for what goes without saying."""
    return _LABELS.get(where, _LABELS.get(key, key.replace("_", " ")))

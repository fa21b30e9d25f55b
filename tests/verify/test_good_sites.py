"""No site that is built from sound content is found wanting, however hostile its words are."""
# ruff: noqa: E501 -- a case stays on its line

import json
from typing import Any

from built_site import built
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policygen import verify

LETTERS = "abcXYZ019 -_.,:;!?'\"|^$*<>&%#@/\\()[]{}=+~`éßöçñøżœ–“”…€אבגدهعжщфλω日本語한ไ😀"
HOSTILE = (
    "<b>bold</b>", "<!-- hidden -->", "&amp; &lt;", "</td></tr></table>", "<script>alert(1)</script>", "{{ site.name }}",
    "{% raw %}", "[x](javascript:x)", "**not bold**", "`code`", "$1 ^2 |3|", "Not stated", "yes", "null", "https://x.example/",
    "a, b, c", "שלום עולם", "العربية", "--> ]]> --!>", "\\u0041 \\n", "= + - @ 1", "until you close your browser", "1.10",
)  # fmt: skip
SPANS = ("1 second", "30 minutes", "13 months", "1 year 6 months", "2 weeks 3 days", "P1Y2M3DT4H5M6S", "400 days")
CASES = (*SPANS, "session", "unknown", {"until": "you log out (or we do)"}, {"rolling": "30 minutes"},
         {"between": ["1 day", "1 year"]})  # fmt: skip


def words(text: str) -> str:
    """As the reader of the content tidies it; a name and a sentence hold one letter or more."""
    return " ".join(text.split())


TEXT = (
    st.one_of(st.sampled_from(HOSTILE), st.text(LETTERS, min_size=1, max_size=24))
    .map(words)
    .filter(lambda text: any(map(str.isalnum, text)))
)
NAME = st.one_of(
    st.sampled_from(
        ["_ga", "_ga_*", "*_id", "e^Event|visit^<ID>|$x*", "a:b#c", "__Host-x", "a b", "{id}", "%s", "basket"]
    ),
    st.text("abcXYZ019_-.|^$<>#", min_size=1, max_size=12),
).filter(lambda name: name.strip("* ") != "" and "**" not in name)
DURATION = st.one_of(
    st.sampled_from(CASES),
    st.builds(lambda one, other: {"depends": {"if you stay": one, "otherwise": other}}, *[st.sampled_from(CASES)] * 2),
)
FLAG = st.sampled_from(["true", "false"])
DOMAINS = st.lists(
    st.sampled_from(["shop.example", ".shop.example", "*.a.example"]), min_size=1, max_size=3, unique=True
)


def records(prefix: str, least: int, most: int, **fields: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A list of records with ids, of which each field may be there or not."""
    entry = st.fixed_dictionaries({}, optional=fields)
    return st.lists(entry, min_size=least, max_size=most).map(
        lambda found: [{"id": f"{prefix}{at}", **each} for at, each in enumerate(found)]
    )


CONSENT = st.fixed_dictionaries({}, optional={
    "mechanism": st.sampled_from(["banner", "preferences-page", "account-settings", "browser-settings", "none"]),
    "change_url": st.sampled_from(["https://www.shop.example/choose", "/cookies/", "/cookies/#part-0"]),
    "reject_all": FLAG, "granular": FLAG, "lifetime": DURATION, "gpc": FLAG,
})  # fmt: skip
CATEGORIES = records("c", 1, 3, description=TEXT, consent=st.sampled_from(["required", "exempt"]), lifetime=DURATION,
    exemption=st.sampled_from(["strictly-necessary", "transmission", "statistical", "appearance", "emergency"]),
    google_consent=st.lists(st.sampled_from(["ad_storage", "analytics_storage"]), min_size=1, unique=True),
    tcf_purposes=st.lists(st.sampled_from(["1", "7", "11"]), min_size=1, unique=True))  # fmt: skip
SERVICES = records("s", 0, 3, provider=st.sampled_from(["ours", "theirs"]), script_domains=DOMAINS,
    opt_out_url=st.just("https://a.example/out?x=1&y=2"))  # fmt: skip
ITEMS = records("i", 1, 16, match=st.just("exact"), party=st.sampled_from(["first", "third"]), third_party_access=FLAG,
    kind=st.sampled_from(["cookie", "local-storage", "session-storage", "indexed-db", "cache-storage", "pixel", "fingerprint", "sdk"]),
    provider=st.sampled_from(["ours", "theirs", "others"]), domains=DOMAINS, host_only=FLAG, path=st.sampled_from(["/", "/a b/"]),
    purpose=TEXT, purpose_type=st.sampled_from(["load-balancing", "advertising"]), duration=DURATION, refreshes=FLAG, secure=FLAG,
    http_only=FLAG, same_site=st.sampled_from(["strict", "lax", "none"]), partitioned=FLAG, set_before_consent=FLAG,
    data=st.just(["d0"]), verified=st.fixed_dictionaries({"on": st.just("2026-02-28"), "by": TEXT}))  # fmt: skip


@st.composite
def contents(draw: st.DrawFn) -> dict[str, bytes]:
    """Sound content that says much or little."""
    said = draw(st.integers(0, 9)) < 9
    categories = [{**each, "label": draw(TEXT)} for each in draw(CATEGORIES)] if said else []
    ids = [each["id"] for each in categories]
    services = [{**each, "label": draw(TEXT)} for each in draw(SERVICES)] if ids else []
    items = [_placed(draw, each, ids, [service["id"] for service in services]) for each in draw(ITEMS)] if ids else []
    consent = draw(CONSENT)
    if items:
        consent["record"] = draw(st.sampled_from(items))["id"]
    lists = {"consent": consent, "categories": categories, "services": services, "items": items}
    cookies = {key: value for key, value in lists.items() if value}
    files = {
        "site.yaml": _site(draw),
        "policy.yaml": {"version": draw(st.sampled_from(["1.10", "2.0.0", "2026-01"])), "published": "2026-01-31"},
        "data.yaml": {"categories": [{"id": "d0", "label": draw(TEXT)}]},
        "third_parties.yaml": {
            "third_parties": [
                {"id": "theirs", "name": draw(TEXT), "countries": ["US", "EEA", "NO"]},
                {"id": "others", "kind": draw(TEXT), "privacy_url": "https://others.example/?a=1&b=2"},
            ]
        },
        **({"cookies.yaml": cookies} if cookies else {}),
    }
    blocks = ["contact", "data", "third-parties", *(["consent", "cookies"] if cookies else [])]
    prose = "\n\n".join(f"## Part {at}\n\n{{{{ {name} }}}}" for at, name in enumerate(blocks))
    pages = {"pages/cookies.md": f"---\ntitle: Cookies\n---\n\nAll of it.\n\n{prose}\n"}
    written = {name: json.dumps(data, ensure_ascii=False, indent=1) for name, data in files.items()}
    return {f"content/{name}": text.encode() for name, text in {**written, **pages}.items()}


def _placed(draw: st.DrawFn, item: dict[str, Any], categories: list[str], services: list[str]) -> dict[str, Any]:
    service = draw(st.sampled_from([None, *services]))
    own = {"category": draw(st.sampled_from(categories)), "name": draw(NAME)}
    return {**item, **own, **({"service": service} if service else {})}


def _site(draw: st.DrawFn) -> dict[str, Any]:
    controllers = [{"id": "ours", "legal_name": draw(TEXT), "country": "GB"}, {"id": "more", "legal_name": draw(TEXT)}]
    return {
        "name": draw(TEXT),
        "base_url": draw(st.sampled_from(["https://shop.example/", "https://shop.example/legal/"])),
        "language": draw(st.sampled_from(["en-GB", "en", "he", "ar"])),
        "controllers": controllers[: draw(st.integers(1, 2))],
        **({"notice": draw(TEXT)} if draw(st.booleans()) else {}),
    }


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(contents())
def test_no_false_alarm(content: dict[str, bytes]) -> None:
    tree, policy = built(content)
    assert verify.site(tree, policy) == ()

"""Everything that a site can store on a visitor's device, as it is declared, and as headers and scripts store it."""

from functools import cache

from jar import Thing

import sound_site

HOST = "www.example.test"

_COOKIES = """\
consent: {mechanism: banner, lifetime: 6 months}
categories:
  - {id: needed, label: Needed, consent: exempt}
  - {id: comfort, label: Comfort, consent: exempt, exemption: appearance}
  - {id: audience, label: Audience, consent: required}
  - {id: adverts, label: Adverts, consent: required}
  - {id: unsaid, label: Nobody said}
items:
  - {id: alone, name: alone, category: audience, path: /, host_only: true, domains: [www.example.test]}
  - {id: parent, name: parent, category: audience, domains: [.example.test]}
  - {id: own, name: own, category: audience, domains: ["*.example.test"], host_only: true}
  - {id: deep, name: deep, category: audience, path: /app}
  - {id: deeper, name: "_deep_*", category: audience, path: /app/}
  - {id: deepest, name: deepest, category: audience, path: /app/deep/}
  - {id: roaming, name: roaming, category: audience}
  - {id: locked, name: locked, category: audience, http_only: true}
  - {id: prefixed, name: __Host-visit, category: audience}
  - {id: secured, name: __Secure-visit, category: audience, domains: [example.test]}
  - {id: guarded, name: guarded, category: audience, secure: true}
  - {id: apart, name: apart, category: audience, partitioned: true}
  - {id: counted, name: "_ga_*", category: audience}
  - {id: star, name: "a*", match: exact, category: audience}
  - {id: unsaid, name: unsaid, category: unsaid}
  - {id: elsewhere, name: elsewhere, category: audience, domains: [ads.example]}
  - {id: sibling, name: sibling, category: audience, host_only: true, domains: [example.test]}
  - {id: opened, name: opened, category: audience, kind: local-storage}
  - {id: hidden-key, name: length, category: audience, kind: local-storage}
  - {id: scrolled, name: "scrolled:*", category: audience, kind: session-storage}
  - {id: tallies, name: tallies, category: audience, kind: indexed-db}
  - {id: drawn, name: "drawn-*-v*", category: audience, kind: cache-storage}
  - {id: pixel, name: pixel, category: audience, kind: pixel}
  - {id: offers, name: offers, category: adverts}
  - {id: offered, name: offered, category: adverts, kind: local-storage}
  - {id: session, name: _ga_session, category: needed}
  - {id: sized, name: sized, category: comfort, kind: local-storage}
  - {id: drafts, name: drafts, category: needed, kind: indexed-db}
  - {id: shell, name: drawn-shell-v1, category: needed, kind: cache-storage}
  - {id: twin-here, name: twin, category: needed, host_only: true, domains: [www.example.test]}
  - {id: twin-above, name: twin, category: audience, domains: [.example.test]}
  - {id: heir-here, name: heir, category: audience, domains: [www.example.test]}
  - {id: heir-above, name: heir, category: needed, domains: [.example.test], path: /}
  - {id: guest-here, name: guest, category: audience, host_only: true, domains: [www.example.test]}
  - {id: guest-own, name: guest, category: needed, host_only: false, domains: [www.example.test]}
  - {id: vague-here, name: vague, category: audience, domains: [www.example.test]}
  - {id: vague, name: vague, category: needed}
  - {id: split-here, name: split, category: audience, path: /app}
  - {id: split-above, name: split, category: needed, path: /}
  - {id: mixed, name: "mix_*", category: audience}
  - {id: mixed-too, name: "*_mix", category: needed}
  - {id: both, name: both, category: needed, kind: session-storage}
  - {id: both-too, name: both, category: audience, kind: session-storage}
"""
"""Each item in a case of its own: `audience` is what the tests refuse."""

HEADERS = (
    "alone=1; Path=/",
    "parent=1; Domain=example.test; Path=/",
    "own=1; Domain=www.example.test; Path=/",
    "deep=1; Path=/app",
    "_deep_1=1; Path=/app/",
    "deepest=1; Path=/app/deep/",
    "roaming=1; Path=/app",
    "locked=1; HttpOnly; Path=/",
    "__Host-visit=1; Secure; Path=/",
    "__Secure-visit=1; Secure; Domain=example.test; Path=/",
    "guarded=1; Secure; Path=/",
    "apart=1; Secure; SameSite=None; Path=/; Partitioned",
    "apart=2; Secure; SameSite=None; Path=/",
    "_ga_ABC=1; Domain=example.test; Path=/",
    "_ga_session=1; Path=/",
    "a*=1; Path=/",
    "ab=1; Path=/",
    "_ga=1; Path=/",
    "unsaid=1; Path=/",
    "offers=1; Path=/",
    "twin=1; Path=/",
    "twin=2; Domain=example.test; Path=/",
    "heir=1; Path=/",
    "heir=2; Domain=example.test; Path=/",
    "guest=1; Path=/",
    "guest=2; Domain=www.example.test; Path=/",
    "vague=1; Path=/",
    "split=1; Path=/",
    "split=2; Path=/app",
    "mix_1=1; Path=/",
    "mix_mix=1; Path=/",
    "nameless; Path=/",
)
"""As `Set-Cookie` says them."""

SCRIPT = """async () => {
    for (const key of ["opened", "length", "offered", "sized", "loose"]) localStorage.setItem(key, "1");
    for (const key of ["scrolled:home", "both", "loose"]) sessionStorage.setItem(key, "1");
    for (const name of ["tallies", "drafts", "loose"])
        await new Promise((done) => indexedDB.open(name).onsuccess = ({target}) => done(target.result.close()));
    for (const name of ["drawn-ads-v2", "drawn-shell-v1", "loose"]) await caches.open(name);
}"""

REFUSED = frozenset({
    Thing("alone", HOST),
    Thing("parent", ".example.test"),
    Thing("own", f".{HOST}"),
    Thing("deep", HOST, "/app"),
    Thing("deepest", HOST, "/app/deep/"),
    Thing("__Host-visit", HOST),
    Thing("__Secure-visit", ".example.test"),
    Thing("guarded", HOST),
    Thing("apart", HOST, partitioned=True),
    Thing("apart", HOST),
    Thing("_ga_ABC", ".example.test"),
    Thing("a*", HOST),
    Thing("unsaid", HOST),
    Thing("twin", ".example.test"),
    Thing("heir", HOST),
    Thing("guest", HOST),
    Thing("split", HOST, "/app"),
    Thing("mix_1", HOST),
    Thing("opened", kind="local-storage"),
    Thing("scrolled:home", kind="session-storage"),
    Thing("tallies", kind="indexed-db"),
    Thing("drawn-ads-v2", kind="cache-storage"),
})  # fmt: skip
"""What goes from the root of the site when `audience` is refused."""
BELOW = frozenset({Thing("_deep_1", HOST, "/app/"), Thing("roaming", HOST, "/app")})
"""What goes besides, from a page that is shown those paths."""


@cache
def manifest() -> bytes:
    return sound_site.built({"content/cookies.yaml": _COOKIES}).tree["cookies/manifest.json"]

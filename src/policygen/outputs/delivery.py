"""The small files around the pages: for search engines, for the host, and the pictures of the content."""

from collections.abc import Mapping
from html import escape

from policygen.model.policy import Policy
from policygen.tree import Tree

_HEADERS: Mapping[str, Mapping[str, str]] = {
    "/*": {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), interest-cohort=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    },
    "/cookies/*.json": {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"},
    "/*.md": {"Content-Type": "text/markdown; charset=utf-8", "X-Robots-Tag": "noindex"},
    "/*/index.txt": {"Content-Type": "text/plain; charset=utf-8", "X-Robots-Tag": "noindex"},
    "/index.txt": {"Content-Type": "text/plain; charset=utf-8", "X-Robots-Tag": "noindex"},
    "/llms.txt": {"Content-Type": "text/plain; charset=utf-8"},
    "/cookies/*.d.ts": {"Access-Control-Allow-Origin": "*", "Content-Type": "text/plain; charset=utf-8"},
}


def write(policy: Policy) -> Tree:
    address = policy.site.base_url
    return {
        "sitemap.xml": _sitemap((address, *(f"{address}{page.name}/" for page in policy.pages))),
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n".encode(),
        "_headers": _headers(),
    }


def _sitemap(addresses: tuple[str, ...]) -> bytes:
    entries = "".join(f"  <url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{entries}</urlset>\n'.encode()


def _headers() -> bytes:
    """The format that static hosts such as Netlify and Cloudflare Pages read."""
    lines = (
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in found.items())
        for path, found in _HEADERS.items()
    )
    return "".join(lines).encode()

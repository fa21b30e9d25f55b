"""A page as a tagged PDF (PDF/UA-1), made from its print style; equal pages on one computer give equal bytes."""

from collections.abc import Iterable
from mimetypes import guess_type
from urllib.parse import urljoin, urlsplit

from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from policygen.tree import Tree

_PAGED = """
@page {
  size: A4; margin: 18mm 16mm 20mm;
  @bottom-left { content: "%s"; font: 7.5pt sans-serif; color: #333; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt sans-serif; color: #333; }
}
footer.site, nav, .jump, svg { display: none !important }
ul, ol { list-style-position: inside }
"""
"""What paper has besides the print style: its size, the address, the number of each page. A bullet stands in its line,
so that the text of the file has it there too."""


class _Files(URLFetcher):  # type: ignore[misc] # the way that WeasyPrint gives to answer for addresses
    """The files of the site by their addresses; nothing is fetched from anywhere."""

    def __init__(self, tree: Tree, address: str) -> None:
        super().__init__()
        self.tree, self.base = tree, address

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 -- as WeasyPrint calls it
        path = url.removeprefix(self.base)
        if path == url or path not in self.tree:
            raise ValueError(f"{url} is no file of the site")
        return URLFetcherResponse(url, self.tree[path], {"Content-Type": guess_type(path)[0] or "text/plain"})


def write(tree: Tree, names: Iterable[str], address: str) -> Tree:
    """The PDF of each page of these names, from the whole site, whose address is given."""
    return {f"{name}/{name}.pdf": _pdf(tree, name, address) for name in names}


def _pdf(tree: Tree, name: str, address: str) -> bytes:
    here = urljoin(address, f"{name}/")
    page = HTML(string=tree[f"{name}/index.html"].decode(), base_url=here, url_fetcher=_Files(tree, address))
    data: bytes = page.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[CSS(string=_PAGED % _escaped(here))])
    return data


def _escaped(address: str) -> str:
    """As a string of CSS; an address without anything that could end it stays as it is."""
    return urlsplit(address).geturl().replace("\\", "\\\\").replace('"', '\\"').replace("\n", "")

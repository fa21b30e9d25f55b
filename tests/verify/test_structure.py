"""Pages that lead nowhere, load something from elsewhere, or cannot be walked through by their headings."""
# ruff: noqa: E501 -- a case stays on its line

import pytest
import small_site
from small_site import HEAD, HOME, STYLE, VERSION

from policygen import verify
from policygen.problems import Place, Related


def found(code: str, home: str = HOME, style: str = STYLE) -> list[str]:
    return [each.message for each in verify.site(small_site.site(home=home, style=style)) if each.code == code]


def with_body(html: str) -> str:
    return HOME.replace("</body>", f"{html}</body>")


@pytest.mark.parametrize(
    "address",
    [
        "cookies/index.html", "./cookies/", "/legal/", "/legal", "https://example.com/legal", "#change", "cookies/#cookie-ga",
        "?x=1#change", "cookies/?x=1", "https://example.com/legal/cookies/manifest.json", "%63ookies/", "mailto:a@example.com",
        "tel:+44", "https://elsewhere.example/x", "http://example.com/other", "//elsewhere.example/", "/shop/", "", "#",
        "cookies/manifest.json#anything", "../index.html",
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere(address: str) -> None:
    assert found("VERIFY-link", with_body(f'<a href="{address}">there</a>')) == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nowhere/", "leads to no file of the site"),
        ("cookies", "leads to no file of the site"),
        ("/legal/nowhere.html", "leads to no file of the site"),
        ("https://example.com/legal/nowhere.html", "leads to no file of the site"),
        ("#nowhere", "leads to no id `nowhere` on index.html"),
        ("cookies/#cookie-nowhere", "leads to no id `cookie-nowhere` on cookies/index.html"),
        ("javascript:alert(1)", "is of a kind that is not allowed"),
        ("data:text/html,x", "is of a kind that is not allowed"),
        ("https://[nowhere", "is no address"),
    ],
)
def test_a_link_that_leads_nowhere(address: str, words: str) -> None:
    assert found("VERIFY-link", with_body(f'<a href="{address}">there</a>')) == [
        f"index.html: the link to `{address}` {words}."
    ]


@pytest.mark.parametrize("html", ['<form action="x">', '<img srcset="x 1x, , /legal/ 2x">', '<blockquote cite="x">'])
def test_every_attribute_that_leads_somewhere(html: str) -> None:
    assert found("VERIFY-link", with_body(html)) == ["index.html: the link to `x` leads to no file of the site."]


def test_a_base_turns_links_elsewhere() -> None:
    words = "index.html: a `base` element turns all links elsewhere."
    assert found("VERIFY-link", with_body("<base target=_top>")) == [words]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<img src="https://elsewhere.example/x.gif">', "it loads `https://elsewhere.example/x.gif`, which is not a file of the site"),
        ('<img src="data:image/gif;base64,x">', "it loads `data:image/gif;base64,x`, which is not a file of the site"),
        ('<img srcset="//elsewhere.example/x 2x">', "it loads `//elsewhere.example/x`, which is not a file of the site"),
        ('<iframe src="https://[x"></iframe>', "it loads `https://[x`, which is not a file of the site"),
        ('<link rel="preconnect" href="https://elsewhere.example">', "it loads `https://elsewhere.example`, which is not a file of the site"),
        ('<link rel="stylesheet" href="https://elsewhere.example/x.css">', "it loads `https://elsewhere.example/x.css`, which is not a file of the site"),
        ('<link rel="stylesheet" href="/legal/cookies/manifest.json">', "its style sheet `/legal/cookies/manifest.json` does not end in .css"),
        ('<script src="/legal/style.css"></script>', "it holds a `script` element"),
        ("<style></style>", "it holds a `style` element"),
        ('<b style="">x</b>', "it holds the attribute `style`"),
        ('<b onclick="x()">x</b>', "it holds the attribute `onclick`"),
        ('<a href="/legal/" ping="https://elsewhere.example/">x</a>', "it holds the attribute `ping`"),
        ('<meta http-equiv="Refresh" content="0; url=/legal/">', "it sends readers elsewhere by `refresh`"),
    ],
)  # fmt: skip
def test_what_a_page_may_not_load(html: str, words: str) -> None:
    assert found("VERIFY-resource", with_body(html)) == [f"index.html: {words}."]


@pytest.mark.parametrize(
    "html",
    ['<link rel="privacy-policy alternate" href="https://elsewhere.example/">', '<img src="/legal/style.css?v=1#x" alt="">'],
)  # fmt: skip
def test_what_a_page_may_load(html: str) -> None:
    assert found("VERIFY-resource", with_body(html)) == []


@pytest.mark.parametrize(
    ("style", "address"),
    [
        ("@import 'https://elsewhere.example/x.css';", "https://elsewhere.example/x.css"),
        ("@import url(//elsewhere.example/x.css) print;", "//elsewhere.example/x.css"),
        ("@font-face { src: url('https://elsewhere.example/x') format('woff2') }", "https://elsewhere.example/x"),
        ("@media print { p { background: image-set('data:x' 1x) } }", "data:x"),
        ("p { --x: (url(https://[x)) }", "https://[x"),
    ],
)
def test_what_a_style_sheet_may_not_load(style: str, address: str) -> None:
    words = f"style.css: it loads `{address}`, which is not a file of the site."
    assert found("VERIFY-resource", style=style) == [words]


def test_what_a_style_sheet_loads_is_there() -> None:
    style = "@namespace svg url(http://www.w3.org/2000/svg); p { background: url(index.html), url('x.png') }"
    assert found("VERIFY-link", style=style) == ["style.css: it loads `x.png`, and there is no such file."]
    assert found("VERIFY-resource", style=style) == []


def test_a_page_that_is_not_utf8() -> None:
    tree = small_site.site()
    tree["index.html"] = tree["index.html"].replace(b"Home", b"H\xf6me")
    messages = [each.message for each in verify.site(small_site.listed(tree))]
    assert messages == ["index.html: it is not UTF-8, so that not everybody reads the same."]


@pytest.mark.parametrize("comment", ["<!-->", "<!--->", "<!-- x --!>"])
def test_a_comment_that_browsers_end_at_different_places(comment: str) -> None:
    (words,) = found("VERIFY-hidden", HOME + comment)
    ending = comment.removeprefix("<!-- x ")
    assert (
        words == f"index.html: `{ending}` ends a comment for some browsers only, so that not everybody sees the same."
    )


def test_an_id_that_is_there_twice() -> None:
    (problem,) = verify.site(small_site.site(home=with_body('<p id="change">')))
    assert problem.code == "VERIFY-id"
    assert problem.message == "index.html: the id `change` is there twice."
    assert problem.related == (Related(Place("index.html", 5, 1), "first used here"),)
    assert found("VERIFY-id", with_body('<p id="">')) == ["index.html: an id is empty."]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<h3>Deep</h3>", "the heading `Deep` is of level 3 and follows level 1"),
        ("<h2>A</h2><h4>Deep</h4>", "the heading `Deep` is of level 4 and follows level 2"),
        ("<h1>Again</h1>", "it has 2 main headings that can be seen, instead of one"),
    ],
)
def test_headings(html: str, words: str) -> None:
    assert found("VERIFY-heading", with_body(html)) == [f"index.html: {words}."]
    assert found("VERIFY-heading", with_body("<h2>A</h2><h3>B</h3><h2>C</h2>")) == []


def test_a_page_without_a_main_heading() -> None:
    words = "index.html: it has 0 main headings that can be seen, instead of one."
    assert found("VERIFY-heading", HOME.replace("<h1 ", "<h1 hidden ")) == [words]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('<html lang="en">', "<html>", "its language is ``, and the site speaks en"),
        ('<html lang="en">', '<html lang="fr">', "its language is `fr`, and the site speaks en"),
        ('<html lang="en">', "", "its language is ``, and the site speaks en"),
    ],
)
def test_the_language(before: str, after: str, words: str) -> None:
    assert found("VERIFY-heading", HOME.replace(before, after)) == [f"index.html: {words}."]


def test_a_page_without_its_version() -> None:
    assert found("VERIFY-version", HOME.replace(VERSION, "")) == ["index.html does not show which version it is."]


def test_the_facts_of_the_site_stand_on_the_home_page() -> None:
    listing = HOME[HOME.index('<dl class="facts" id="site-facts">') : HOME.index("</body>")]
    cookies = small_site.COOKIES.replace("</body>", f"{listing}</body>")
    home = f"{HEAD}<h1 id='change'>Home</h1>{VERSION}</body></html>"
    messages = [each.message for each in verify.site(small_site.site(home=home, cookies=cookies))]
    assert messages == ["cookies/index.html: the facts of the site do not stand on index.html."]


def test_the_addresses_for_search_engines() -> None:
    tree = small_site.site()
    tree["sitemap.xml"] = (
        b"<loc>https://example.com/legal/</loc><loc>https://example.com/legal/x&amp;y/</loc><loc>//[</loc>"
    )
    messages = [each.message for each in verify.site(small_site.listed(tree))]
    assert messages == [
        "sitemap.xml: there is no page at `//[`.",
        "sitemap.xml: there is no page at `https://example.com/legal/x&amp;y/`.",
    ]


def test_an_empty_page() -> None:
    messages = [each.message for each in verify.site(small_site.site(home=""))]
    assert "index.html does not show which version it is." in messages
    assert "index.html: it has 0 main headings that can be seen, instead of one." in messages

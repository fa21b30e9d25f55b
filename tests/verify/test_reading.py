"""What people can see on a page: every way to hide, change or move a value is told, and nothing else is."""
# ruff: noqa: E501 -- a case stays on its line

import pytest
import small_site

from policygen import verify

CELL = "<td>until you close your browser</td>"
SPOT = '<td class="spot">until you close your browser</td>'
MARKED = small_site.COOKIES.replace(CELL, SPOT)
ROW = '<tr id="cookie-basket">'
THERE = "`until you close your browser`"


def found(style: str = "", cookies: str = MARKED, code: str = "VERIFY-hidden") -> str:
    """The messages of this code when the site has that much more style."""
    problems = verify.site(small_site.site(cookies=cookies, style=small_site.STYLE + style))
    return "\n".join(each.message for each in problems if each.code == code)


def test_the_small_site_is_sound() -> None:
    assert verify.site(small_site.site(cookies=MARKED)) == ()


@pytest.mark.parametrize(
    "declarations",
    [
        "display: none",
        "display: none !important",
        "visibility: hidden",
        "visibility: collapse",
        "content-visibility: hidden",
        "opacity: 0",
        "opacity: .02",
        "opacity: 5%",
        "opacity: calc(1 - 1)",
        "font-size: 0",
        "font-size: 1px",
        "font-size: calc(1rem * 0)",
        "font: 0/1 serif",
        "color: transparent",
        "color: #12345600",
        "color: rgb(0 0 0 / 5%)",
        "color: rgba(0, 0, 0, 0)",
        "color: light-dark(#000, transparent)",
        "-webkit-text-fill-color: transparent",
        "clip: rect(0 0 0 0); position: absolute",
        "clip-path: inset(50%)",
        "clip-path: circle(0)",
        "text-indent: -9999px",
        "text-indent: 200%",
        "position: absolute; left: -9999px",
        "position: fixed; top: calc(-1 * 500vh)",
        "position: absolute; inset: 0 0 0 -100vw",
        "margin-left: -1000px",
        "margin: 0 0 0 -50em",
        "height: 0; overflow: hidden",
        "max-height: 1px; overflow-y: clip",
        "inline-size: 0; contain: paint",
        "white-space: nowrap; overflow: hidden; text-overflow: ellipsis",
        "-webkit-line-clamp: 1",
        "transform: scale(0)",
        "scale: 0",
        "rotate: x 90deg",
        "translate: 0 -100vh",
        "zoom: 0",
        "filter: opacity(0)",
        "mask-image: linear-gradient(transparent, transparent)",
        "z-index: -1; position: relative",
        "letter-spacing: -1em",
        "word-spacing: -10px",
        "text-decoration: line-through",
        "text-decoration-line: underline line-through",
        "--gone: none; display: var(--gone)",
        "display: var(--nothing, none)",
        "color: rgb(0 0 0 / var(--faint)); --faint: 0",
    ],
)
def test_a_declaration_that_hides(declarations: str) -> None:
    assert f"row `cookie-basket`, cell Lasts: {THERE} is there, and not everybody can see it." in found(
        f".spot {{ {declarations} }}"
    )


@pytest.mark.parametrize(
    ("declarations", "words"),
    [
        ("text-transform: uppercase", "is not shown in the letters and the order in which it is written"),
        ("unicode-bidi: bidi-override; direction: rtl", "is not shown in the letters and the order in which it is written"),
        ("-webkit-text-security: disc", "is not shown in the letters and the order in which it is written"),
        ("order: 2", "elsewhere than where it stands, so that its label is not clear"),
        ("flex-direction: row-reverse", "elsewhere than where it stands, so that its label is not clear"),
        ("content: url(x.svg)", "a style sheet, a picture or a field adds to"),
        ("background: url(index.html) no-repeat", "a style sheet, a picture or a field adds to"),
        ("background-image: image-set('index.html' 1x)", "a style sheet, a picture or a field adds to"),
        ("background: var(--x); --x: cross-fade(url(index.html), red)", "a style sheet, a picture or a field adds to"),
        ("display: list-item; list-style-type: '24 '", "a style sheet, a picture or a field adds to"),
        ("display: list-item; list-style: inside decimal", "a style sheet, a picture or a field adds to"),
        ("text-emphasis: 'x'", "a style sheet, a picture or a field adds to"),
    ],
)  # fmt: skip
def test_a_declaration_that_changes_or_moves(declarations: str, words: str) -> None:
    assert words in found(f".spot {{ {declarations} }}")


@pytest.mark.parametrize(
    "rule",
    [
        "@media print {{ {spot} {{ display: none }} }}",
        "@media (max-width: 30em) {{ {spot} {{ clip-path: inset(50%) }} }}",
        "@media screen {{ @supports (display: grid) {{ @layer a {{ {spot} {{ display: none }} }} }} }}",
        "@container (width > 1px) {{ {spot} {{ opacity: 0 }} }}",
        "@scope (tr) {{ {spot} {{ opacity: 0 }} }}",
        "{spot}:hover {{ display: none }}",
        "{spot}:not(:focus) {{ display: none }}",
        "{spot}:not(:not(:hover)) {{ display: none }}",
        "{spot}:is(:hover, .other) {{ display: none }}",
        "{spot}:nth-child(5) {{ display: none }}",
        "{spot}:nth-child(5 of td, th) {{ display: none }}",
        "{spot}:popover-open {{ display: none }}",
        "{spot}::first-letter {{ font-size: 0 }}",
        "{spot}:first-line {{ color: transparent }}",
        "tr:has(> {spot}) {{ display: none }}",
        "table:has({spot}) tbody > tr + tr > {spot} {{ display: none }}",
        "table {{ & tr {{ {spot} {{ display: none }} }} }}",
        "{spot} {{ &:is(td) {{ display: none }} }}",
        "tr {{ > {spot} {{ @media print {{ display: none }} }} }}",
        "tr {{ {spot} & {{ color: red }} & {spot} {{ display: none }} }}",
        "#cookie-basket > * {{ display: none }}",
        "#cookie-basket {{ display: none }}",
        "*:not(tr):hover {{ display: none }}",
        "[class=spot] {{ display: none }}",
        "\\73pot, .nothing, {spot} {{ display: none }}",
        "{spot} {{ animation: vanish 1s forwards }} @keyframes vanish {{ to {{ opacity: 0 }} }}",
        "@media print {{ @keyframes v {{ to {{ color: transparent }} }} }} {spot} {{ animation-name: v }}",
        "/* {{ */ {spot} {{ /* } */ display /* : */ : /**/ none }}",
        "{spot} {{ --x: var(--y) }} :root {{ --y: 0 }} {spot} {{ opacity: var(--x) }}",
    ],
)
def test_a_rule_that_hides(rule: str) -> None:
    style = rule.replace("{spot}", ".spot").replace("{{", "{").replace("}}", "}")
    words = found(style)
    assert "cookie-basket" in words, style


@pytest.mark.parametrize(
    "style",
    [
        ".spot { display: block; opacity: .8; font-size: .875rem; color: var(--ink, #111); text-indent: -1.5em }",
        ".spot { font: 600 1rem/1.5 serif; letter-spacing: -0.022em; margin: -1px auto; left: 50%; z-index: 2 }",
        ".spot { overflow: hidden; text-overflow: clip; width: 20em; clip-path: none; filter: none; order: 0 }",
        ".spot { --unused: none; display: var(--other, table-cell); color: light-dark(#000, #fff) }",
        ".spot { color: var(--unknown) } .spot { opacity: 1; text-decoration: underline } .spot { font-size: 3vw }",
        ".spot::before { content: '' } .spot::after { content: ' › ' } .spot::marker { display: none }",
        "td::before { content: attr(data-label) } a[href]::after { content: ' (' attr(href) ')' }",
        ".spot::before { display: none; opacity: 0 }",
        ".spot:not(*) { display: none } .other { display: none } nav, header, .skip { display: none }",
        ".spot { background: linear-gradient(red, blue) } li { list-style: none } .spot { list-style: disc inside }",
        "td/* */.other { display: none } .spot { background: #fff no-repeat }",
        "@font-face { font-family: x; src: url(style.css) } @page { margin: 0 } @charset 'utf-8';",
        "@keyframes vanish { to { opacity: 0 } } nav { animation: vanish 1s }",
        ".spot { animation: glow 1s } @keyframes glow { to { color: red } }",
        "@starting-style { .spot { opacity: 0 } } @property --x { syntax: '*'; inherits: false }",
        "caption { text-transform: none } thead th { text-transform: uppercase } dt { text-transform: uppercase }",
        "dt::after { content: ':\\a0' } } .spot { display: }",
        "@media (max-width: 40em), (width < 30rem) { thead { position: absolute; left: -999px } }",
        "@media (width <= 40em) { thead { inline-size: 1px; block-size: 1px; overflow: hidden } }",
    ],
)
def test_style_that_hides_nothing(style: str) -> None:
    assert found(style) == found(style, code="VERIFY-item") == ""


@pytest.mark.parametrize(
    "style",
    [
        "thead { display: none }",
        "thead { position: absolute; left: -999px }",
        "@media print { thead { clip-path: inset(50%) } }",
        "@media (max-width: 900em) { thead { clip-path: inset(50%) } }",
        "@media not (max-width: 40em) { thead { clip-path: inset(50%) } }",
        "@media (max-width: 40em), print { thead { clip-path: inset(50%) } }",
        "@media (max-width: 40em) { thead { display: none } }",
        "th { order: 3 }",
        "th:nth-child(2)::after { content: ' or not' }",
        "th:nth-child(4) { visibility: hidden }",
    ],
)
def test_headers_that_cannot_be_read(style: str) -> None:
    assert "cookies/index.html" in found(style, code="VERIFY-item")


@pytest.mark.parametrize(
    "content", ["'not '", "attr(data-x)", "counter(row)", "url(x.png)", "open-quote 'x'", "'1'", "'x' / ''"]
)
def test_words_added_by_a_style_sheet(content: str) -> None:
    words = "cell Lasts: a style sheet, a picture or a field adds to `until you close your browser` what is not in its words."
    assert words in found(f".spot::before {{ content: {content} }}")
    assert words in found(f".spot:hover:after {{ content: {content} }}")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("until <b>you</b> close <a href='#cookie-ga'>your</a> brow<wbr>ser", ""),
        ("until you\n close&#32;your<br>browser", ""),
        ("<p>until you close</p><p>your browser</p>", ""),
        ("<span>until you close your browser</span><!-- or not -->", ""),
        ("until you close your browser<template>1</template>", "VERIFY-hidden"),
        ("<ruby>until you close<rp>(</rp><rt>your browser</rt></ruby>", "VERIFY-hidden"),
        ("<ruby>until you close your browser<rt>1 day</rt></ruby>", "until you close your browser 1 day"),
        ("until you close your browser<input value='1 day'>", "VERIFY-hidden"),
        ("until you close your browser<svg><path d='M0 0'/></svg>", "VERIFY-hidden"),
        ("until you close your browser<img src='/legal/style.css' alt='1 day'>", "VERIFY-hidden"),
        ("<ol start=7><li>until you close your browser</li></ol>", "VERIFY-hidden"),
        ("<details open><summary>until you close</summary>your browser</details>", ""),
        ("<ins>until you close your browser</ins>", ""),
        ("until you close your<b> browser</b>.", "until you close your browser."),
        ("until you close your&nbsp;browser", "until you close your\N{NO-BREAK SPACE}browser"),
        ("<details><summary>until you close</summary>your browser</details>", "until you close"),
        ("<details><summary>until you close</summary><summary>your browser</summary></details>", "until you close"),
        ("until you close your browser<del>, really</del>", "VERIFY-hidden"),
        ("until you close your browser<![CDATA[?]]>", ""),
        ("until you close your browser<?or not?>", ""),
        ("<span data-label='1 day'>until you close your browser</span>", "VERIFY-hidden"),
        ("<span title='until you close your browser'>until you close your browser</span>", ""),
        ("<span style='color: red'>until you close your browser</span>", "VERIFY-resource"),
    ],
)  # fmt: skip
def test_what_is_read(written: str, read: str) -> None:
    problems = verify.site(small_site.site(cookies=MARKED.replace("until you close your browser", written, 1)))
    if not read:
        assert problems == ()
    elif read.startswith("VERIFY"):
        assert {each.code for each in problems} == {read}
    else:
        assert any(f"the page says `{read}`" in each.message for each in problems), problems


@pytest.mark.parametrize(
    "column", ['<colgroup><col span="4"><col hidden></colgroup>', '<col style="visibility: collapse">']
)
def test_a_column_that_is_hidden(column: str) -> None:
    assert "a column is hidden" in found(
        cookies=MARKED.replace("<caption>Necessary</caption>", f"<caption>Necessary</caption>{column}"),
        code="VERIFY-item",
    )


def test_a_style_element_is_read_and_refused() -> None:
    cookies = MARKED.replace("</head>", "<style>.spot { display: none }</style></head>")
    assert THERE in found(cookies=cookies)
    assert "holds a `style` element" in found(cookies=cookies, code="VERIFY-resource")


def test_a_selector_that_nobody_understands() -> None:
    assert "it hides or changes `a||b`, and nobody can tell what that is." in found("a||b { display: none }")


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("a { " * 3000, "style.css: it is nested so deeply that nobody can tell what it hides."),
        (
            f".spot {{ color: {'rgb(' * 3000} }}",
            "style.css: it is nested so deeply that nobody can tell what it hides.",
        ),
        (f"{':is(' * 2000}.spot{')' * 2000} {{ display: none }}", "nobody can tell what"),
    ],
)
def test_a_style_sheet_of_great_depth(style: str, words: str) -> None:
    assert words in found(style)


def test_a_style_attribute_of_great_depth() -> None:
    cookies = MARKED.replace('class="spot"', f'class="spot" style="color: {"rgb(" * 3000}"')
    assert f"cell Lasts: {THERE} is there, and not everybody can see it." in found(cookies=cookies)


def test_a_record_in_something_closed_is_hidden() -> None:
    folded = MARKED.replace('<div id="block-consent">', "<details><summary>More</summary><div>")
    cookies = folded.replace("</dl></div>\n<h2>", "</dl></div></details>\n<h2>")
    assert "cookies/index.html, `consent-facts`: it is there, and not everybody can see it." in found(cookies=cookies)


def test_the_first_of_two_attributes_counts_as_in_a_browser() -> None:
    cookies = MARKED.replace(ROW, '<tr id="cookie-other" id="cookie-basket">')
    assert "row `cookie-other`: the manifest does not have it" in found(cookies=cookies, code="VERIFY-item")

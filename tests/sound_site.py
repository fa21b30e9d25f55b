"""A small sound site, which tests break one thing at a time, and examples of such faults from Markdown files.

A block of code names its file after its language, and is laid over the sound site: the top keys of a YAML block go
before those of the same file that it does not name, or stand `alone`; any other file is replaced. A block of Markdown
is the prose of a page, from its fourth line on, unless it begins with front matter or stands `alone`.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from policygen import disk, layouts, report
from policygen.build import Built, build

HERE = Path(__file__).parent
THEME, _ = disk.read(layouts.default_folder(), layouts.FOLDER)

SOUND: Mapping[str, str] = {
    "content/site.yaml": """\
name: Corner Shop
base_url: https://shop.example/
language: en-GB
controllers:
  - id: shop
    legal_name: Corner Shop Ltd
""",
    "content/policy.yaml": """\
version: 1.0.0
effective: 2026-11-01
""",
    "content/data.yaml": """\
categories:
  - id: contact
    label: Contact details
  - id: orders
    label: Orders
""",
    "content/cookies.yaml": """\
categories:
  - id: needed
    label: Strictly necessary
    consent: exempt
services:
  - id: till
    label: Till
    provider: shop
    category: needed
items:
  - id: basket
    name: basket
    category: needed
    provider: shop
    duration: session
consent:
  mechanism: banner
""",
    "content/pages/cookies.md": """\
---
title: Cookies
---
## What we store

{{ cookies }}

{{ consent }}
""",
    "content/pages/privacy.md": """\
---
title: Privacy
---
## Your data

{{ data }}

{{ contact }}

## Why, for whom and for how long

{{ purposes }}

{{ legal-bases }}

{{ third-parties }}

{{ retention }}

## What you can do

{{ rights }}

{{ complaints }}
""",
}
ABOUT = "content/pages/about.md"

_BLOCK = re.compile(r"^(`{3,}|~{3,})(\w+)(?: (\S+))?(?: (alone))?\n(.*?)^\1$\n?", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^## ", re.MULTILINE)
_TOP_KEY = re.compile(r"^([a-z_]+):.*\n(?:[^a-z].*\n|\n)*", re.MULTILINE)


class Example(NamedTuple):
    """One section of a file: what it lays over the sound site, and what it says besides."""

    title: str
    files: dict[str, str]
    words: str


def examples(file: Path) -> Iterator[Example]:
    for title, body in sections(file.read_text("utf-8")):
        yield Example(title, laid_over(body), _BLOCK.sub("", body).strip())


def sections(text: str) -> Iterator[tuple[str, str]]:
    """Title and text of each section; headings in blocks of code begin none."""
    blocks = [block.span() for block in _BLOCK.finditer(text)]
    starts = [found.start() for found in _SECTION.finditer(text) if not any(a < found.start() < b for a, b in blocks)]
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        title, _, body = text[start:end].partition("\n")
        yield title.removeprefix("## "), body


def laid_over(body: str) -> dict[str, str]:
    """The files that the blocks of a text name."""
    files = dict[str, str]()
    for _, language, file, alone, text in _BLOCK.findall(body):
        if alone or language not in {"yaml", "markdown"}:
            files[file] = text
        elif language == "yaml":
            files[file] = _merged(text, SOUND.get(file, ""))
        else:
            files[file or ABOUT] = text if text.startswith("---\n") else f"---\ntitle: About\n---\n{text}"
    return files


def _merged(text: str, below: str) -> str:
    said = {key[1] for key in _TOP_KEY.finditer(text)}
    return text + "".join(key[0] for key in _TOP_KEY.finditer(below) if key[1] not in said)


def built(files: Mapping[str, str | bytes]) -> Built:
    """The sound site with these files instead of its own, or besides."""
    tree = {**SOUND, **files}
    own = {file: text.encode() if isinstance(text, str) else text for file, text in tree.items()}
    layouts_of_its_own = {file: data for file, data in own.items() if file.startswith(layouts.FOLDER)}
    content = {file: data for file, data in own.items() if file not in layouts_of_its_own}
    return build(content, {**THEME, **layouts_of_its_own})


def reported(files: Mapping[str, str | bytes]) -> str:
    """What `check` prints of it, without the count at the end."""
    return report.text(built(files).problems).rpartition("\n")[0].rpartition("\n")[0]

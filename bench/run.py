"""How fast policygen is, as ratios in one run: against Hugo on the same pages, and against itself on a smaller site.

Run it with `.venv/bin/python bench/run.py`; Hugo is on Debian in the package `hugo`. It only prints: a machine's speed
is no property of the program, so no test rests on these figures.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 5
SITES = 100
COOKIES = 40
FEW, MOST = 24, 97
"""Versions of one policy."""

SITE = """name: Shop {0}
base_url: https://shop{0}.example/
language: en-GB
controllers:
  - {{id: shop, legal_name: Shop {0} Ltd}}
"""
EDITION = """version: {0}.0.0
published: {1}
effective: {2}
change: {{kind: material, summary: One cookie lasts longer., notice: {{method: a letter}}}}
"""
PRIVACY = "---\ntitle: Privacy\n---\n## Who we are\n\nWe are {{ site.controllers.shop.legal_name }}.\n"
COOKIE_PAGE = "---\ntitle: Cookies\n---\n## What we store\n\n{{ cookies }}\n"
CATEGORIES = """categories:
  - {id: needed, label: Needed, consent: exempt}
  - {id: counting, label: Counting, consent: required}
items:
"""
ITEM = """  - id: item-{0}
    name: item_{0}
    category: counting
    provider: shop
    purpose: counts visits to part {0}
    duration: 6 months
    path: /
    secure: true
    party: first
"""
HUGO_LAYOUT = """<!doctype html><html lang="en"><head><title>{{ .Title }}</title></head>
<body><main><h1>{{ .Title }}</h1>{{ .Content }}
{{ with .Params.items }}<table><thead><tr><th>Name<th>Purpose<th>Lasts<th>Path</thead><tbody>
{{ range . }}<tr id="cookie-{{ .id }}"><td>{{ .name }}<td>{{ .purpose }}<td>{{ .duration }}<td>{{ .path }}{{ end }}
</tbody></table>{{ end }}</main></body></html>
"""


def policy(folder: Path, number: int, items: int) -> Path:
    """A site of two pages with this many stored items."""
    pages = folder / "content" / "pages"
    pages.mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text(SITE.format(number))
    (folder / "content" / "policy.yaml").write_text("version: 1.0.0\neffective: 2026-11-01\n")
    (folder / "content" / "cookies.yaml").write_text(CATEGORIES + "".join(map(ITEM.format, range(items))))
    (pages / "privacy.md").write_text(PRIVACY)
    (pages / "cookies.md").write_text(COOKIE_PAGE)
    return folder


def release(folder: Path, numbers: range) -> None:
    """Versions of a site, released one after the other, each with one cookie that lasts longer."""
    cookies = folder / "content" / "cookies.yaml"
    for number in numbers:
        day = date(2020, 1, 1) + timedelta(days=20 * number)
        (folder / "content" / "policy.yaml").write_text(EDITION.format(number + 1, day, day + timedelta(days=10)))
        cookies.write_text(re.sub("[0-9]+ months", f"{number + 7} months", cookies.read_text(), count=1))
        run(
            *(sys.executable, "-m", "policygen", "release", folder, "--as-of", str(day)),
            *("--accept", "These facts are made up.", "--quiet"),
        )


def hugo(folder: Path) -> Path:
    """The same pages for Hugo: the items stand in the front matter, a layout draws the table."""
    (folder / "layouts" / "_default").mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (folder / "layouts" / "_default" / name).write_text(HUGO_LAYOUT)
    (folder / "config.toml").write_text(
        'baseURL = "https://shop.example/"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
    )
    items = "".join(map(ITEM.format, range(COOKIES)))
    for number in range(SITES):
        pages = folder / "content" / f"site{number}"
        pages.mkdir(parents=True)
        (pages / "privacy.md").write_text(f"---\ntitle: Privacy\n---\n## Who we are\n\nWe are Shop {number} Ltd.\n")
        (pages / "cookies.md").write_text(f"---\ntitle: Cookies\nitems:\n{items}---\n## What we store\n")
    return folder


def seconds(work: Callable[[], object]) -> float:
    """The median of several runs, after one that is not counted."""
    work()
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)


def build(root: Path, out: Path) -> None:
    run(sys.executable, "-m", "policygen", "build", root, "--out", out, "--quiet", "--format", "json")


PORTFOLIO = """
import sys
from datetime import date
from pathlib import Path
from policygen import disk, layouts
from policygen.build import build
theme, _ = disk.read(layouts.default_folder(), layouts.FOLDER)
for root in sorted(Path(sys.argv[1]).iterdir()):
    content, _ = disk.read(root / "content", "content/")
    disk.publish(build(content, theme, today=date(2026, 11, 22)).tree, Path(sys.argv[2]) / root.name, root, ())
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        small, large = (policy(folder / f"items{items}", 0, items) for items in (10, 1000))
        ten, thousand = seconds(lambda: build(small, folder / "a")), seconds(lambda: build(large, folder / "b"))
        print(
            f"10 items {ten:.2f} s, 1,000 items {thousand:.2f} s: {thousand / ten:.1f} times, {thousand - ten:+.2f} s"
        )
        few = policy(folder / "few", 0, COOKIES)
        release(few, range(FEW))
        most = shutil.copytree(few, folder / "most")
        release(most, range(FEW, MOST))
        some, all_of_them = seconds(lambda: build(few, folder / "d")), seconds(lambda: build(most, folder / "e"))
        print(
            f"{FEW} versions {some:.2f} s, {MOST} versions {all_of_them:.2f} s: {all_of_them / some:.1f} times as long "
            f"for {MOST / FEW:.1f} times as many"
        )
        print(f"reference site, cold: {seconds(lambda: build(ROOT, folder / 'c')):.2f} s")
        for number in range(SITES):
            policy(folder / "portfolio" / f"site{number:03}", number, COOKIES)
        many = seconds(lambda: run(sys.executable, "-c", PORTFOLIO, folder / "portfolio", folder / "sites"))
        each = many / SITES * 1000
        print(f"{SITES} sites of 2 pages and {COOKIES} cookies, one process: {many:.2f} s, {each:.0f} ms a site")
        if shutil.which("hugo") is None:
            print("hugo is not on this machine: no comparison")
            return
        peer = hugo(folder / "hugo")
        other = seconds(lambda: run("hugo", "--quiet", "--source", peer, "--destination", folder / "public"))
        print(f"the same 200 pages in Hugo: {other:.2f} s; policygen takes {many / other:.1f} times as long")


if __name__ == "__main__":
    main()

"""Golden sites: what each content becomes, byte for byte; `--renew` writes it anew, for a person to read the diff."""

from pathlib import Path

import pytest

from policygen import disk, layouts
from policygen.build import build
from policygen.model.policy import CONTENT
from policygen.tree import Tree

SITES = Path(__file__).parent / "sites"
NAMES = sorted(each.parent.name for each in SITES.glob("*/content"))

SAME_EVERYWHERE = ("assets/", "cookies/manifest.schema.json", "cookies/manifest.d.ts", "policygen.files")
"""What differs between sites in nothing but addresses; its own tests read it."""


def built(name: str) -> Tree:
    content, problems = disk.read(SITES / name / CONTENT, CONTENT)
    theme, _ = disk.read(layouts.default_folder(), layouts.FOLDER)
    site = build(content, theme)
    assert (problems, site.problems) == ((), ())
    return {file: data for file, data in site.tree.items() if not file.startswith(SAME_EVERYWHERE)}


@pytest.mark.parametrize("name", NAMES)
def test_a_content_becomes_its_site(name: str, request: pytest.FixtureRequest) -> None:
    expected, site = SITES / name / "expected", built(name)
    if request.config.getoption("--renew"):
        _renew(expected, site)
    there, _ = disk.read(expected)
    assert sorted(there) == sorted(site)
    for file, data in there.items():
        assert site[file].decode() == data.decode(), f"{name}/{file} differs: `./do renew`, and read the diff"


def _renew(expected: Path, site: Tree) -> None:
    if expected.is_dir():
        for old in set(disk.read(expected)[0]) - set(site):
            (expected / old).unlink()
    for file, data in site.items():
        (expected / file).parent.mkdir(parents=True, exist_ok=True)
        (expected / file).write_bytes(data)

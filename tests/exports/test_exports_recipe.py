"""The recipe for an export, as CONTRIBUTING.md gives it, makes one."""

import json
import re
import textwrap
from pathlib import Path
from typing import Any

from nasty_manifest import NASTY

from policygen.outputs.exports import client, stock, texts

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"


def test_the_recipe_makes_an_export() -> None:
    recipe = GUIDE.read_text().partition("**An export.**")[2].partition("**")[0]
    code = textwrap.dedent("".join(re.findall(r"^ {4}.*\n|^\n", recipe, re.MULTILINE)))
    house: dict[str, Any] = {**vars(client), **vars(stock), "texts": texts, "_ID": "names", "_NAME": "List of names"}
    exec(code, house)
    exporter: client.Exporter = house["EXPORTER"]
    written = exporter.write(stock.of(NASTY))
    names = json.loads(written.files["names.json"])
    assert set(names) == {each["name"] for each in NASTY["items"] if each["kind"] == "cookie"}
    assert {each.item for each in written.losses} == {each["id"] for each in NASTY["items"] if each["kind"] != "cookie"}

"""The map of the house is the house: its table of rooms is the order of imports and the first sentence of each room."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "policygen"
MAP = ROOT / "ARCHITECTURE.md"
TABLE = re.compile(r"^\| line \| room \|.*?\n\n", re.DOTALL | re.MULTILINE)


def _table() -> str:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["id"] == "storeys")
    rows = [
        f"| {len(layers) - number} | `{room}` | {sentence} |"
        for number, layer in enumerate(layers)
        for room in re.findall(r"\w+", layer)
        if (sentence := _first_sentence(room))
    ]
    return "\n".join(["| line | room | what it is |", "|---|---|---|", *rows, "", ""])


def _first_sentence(room: str) -> str:
    """Nothing for a room that the contract allows and nobody has built."""
    file = next((each for each in (SOURCE / f"{room}.py", SOURCE / room / "__init__.py") if each.is_file()), None)
    if file is None:
        return ""
    words = ast.get_docstring(ast.parse(file.read_text())) or ""
    return " ".join(words.split("\n\n")[0].split())


def test_the_map_shows_the_house(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--renew"):
        MAP.write_text(TABLE.sub(lambda _: _table(), MAP.read_text()))
    found = TABLE.search(MAP.read_text())
    assert found
    assert found[0] == _table(), "`./do renew`, and read the diff"

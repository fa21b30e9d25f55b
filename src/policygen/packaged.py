"""The data that comes with the package: law, contracts and explanations, each a file beside the code."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def read(path: str) -> bytes:
    """The bytes of a file of the package, such as `law/countries.json`."""
    return (FOLDER / path).read_bytes()


@cache
def table(path: str) -> Any:
    """A JSON file of the package, read once; it is shared, so nobody changes it."""
    return json.loads(read(path))

"""The module for front ends: what may be used, who must be asked, and what has to go, by the manifest beside it."""

import base64
import hashlib

from policygen import packaged
from policygen.tree import Tree

PATH = "cookies/policygen.mjs"
TYPES_PATH = "cookies/policygen.d.mts"
SOURCE = "front_end/policygen.min.mjs"
"""Made from the file beside it by `./do module`."""


def write() -> Tree:
    return {PATH: packaged.read(SOURCE), TYPES_PATH: packaged.read("front_end/policygen.d.mts")}


def integrity() -> str:
    """What a `script` of HTML takes as its `integrity` (W3C Subresource Integrity)."""
    return "sha384-" + base64.b64encode(hashlib.sha384(packaged.read(SOURCE)).digest()).decode()

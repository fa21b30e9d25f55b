"""`/.well-known/gpc.json`: whether the site honours Global Privacy Control (W3C), where its policy in force says so."""

from policygen.canonical import canonical
from policygen.outputs.version import Shelf
from policygen.outputs.view import base_path
from policygen.tree import Tree

PATH = ".well-known/gpc.json"


def write(shelf: Shelf) -> Tree:
    """Nothing while nobody has said it in force, nor below a path of the host, where nobody would look for it."""
    current, policy = shelf.current, shelf.current.policy
    assert policy
    chosen = policy.cookies.consent if policy.cookies else None
    said, since = chosen.gpc if chosen else None, current.edition.published
    if said is None or since is None or current.status != "in-force" or base_path(policy) != "/":
        return {}
    return {PATH: canonical({"gpc": said, "lastUpdate": since.isoformat()})}

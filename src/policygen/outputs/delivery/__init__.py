"""What stands around the pages for hosts and visiting programs: headers, the map of the site, and well-known files."""

from policygen.model.policy import Policy
from policygen.outputs.delivery import headers, servers, signal, sitemap
from policygen.outputs.version import Shelf
from policygen.outputs.view import base_path
from policygen.tree import Tree


def write(shelf: Shelf, address: str) -> Tree:
    """`address` is where the site begins."""
    assert shelf.current.policy
    rules = headers.rules(each.number for each in shelf.sealed[-headers.MOST :])
    return {
        **sitemap.write(shelf, address),
        "_headers": servers.static_host(rules, base_path(shelf.current.policy)),
        **signal.write(shelf),
    }


def settings(server: str, policy: Policy) -> str:
    """The same headers for a web server, whatever versions will ever be published."""
    return servers.lines(server, headers.rules(), base_path(policy))

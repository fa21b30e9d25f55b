"""What `check` finds out beyond the content, where it is asked to: what was seen stored, and which links are dead."""

import os
from argparse import Namespace
from datetime import date
from typing import NamedTuple

from policygen.cli.project import Project
from policygen.problems import Problem, any_error
from policygen.tree import Tree


class Look(NamedTuple):
    """What was found, and the files that it speaks of, from the root of the project."""

    problems: tuple[Problem, ...]
    files: Tree


def look(given: Namespace, found: Project, today: date) -> Look:
    """Nothing is read or asked unless it was wished.

    Raises:
        OSError: when a file cannot be read.

    """
    if not (given.observed or given.online):
        return Look((), {})
    from policygen import observed, online, prose, rules
    from policygen.load import load
    from policygen.rule import Outside
    from policygen.rules import addresses

    files = {os.path.relpath(path, found.root): path.read_bytes() for path in given.observed}
    seen = observed.together(tuple(observed.read(data, name) for name, data in files.items()))
    loaded = load(found.content)
    if loaded.policy is None or any_error((*loaded.problems, *seen.problems)):
        return Look(seen.problems, files)
    proses = tuple(prose.parse(page) for page in loaded.pages)
    led_to = (address for _, address in addresses.of(loaded.policy, proses))
    outside = Outside(seen if files else None, online.dead(led_to) if given.online else None)
    case = rules.case_of(loaded.policy, proses, today)
    return Look(rules.check_outside(case, loaded.places, outside), files)

"""How problems are shown: on which stream, in which format, and with places as seen from here."""

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from policygen import report
from policygen.problems import Place, Problem, any_error, in_source_order
from policygen.tree import Tree


def show(given: Namespace, problems: tuple[Problem, ...], root: Path, sources: Tree) -> bool:
    """Write the problems, sorted; whether there is an error among them. `sources` are the files that they speak of."""
    shown = tuple(_seen_from_here(found, root) for found in in_source_order(problems))
    match given.format:
        case "json":
            sys.stdout.write(report.as_json(shown))
        case "sarif":
            from policygen import explanations

            sys.stdout.write(report.as_sarif(shown, explanations.known({found.code for found in shown})))
        case "github":
            sys.stdout.write(report.as_annotations(shown))
        case _:
            tree = {_under(root, file): data for file, data in sources.items()} if shown else {}
            sys.stderr.write(report.text(shown, tree, colour=report.wants_colour(sys.stderr)))
    return any_error(shown)


def say(given: Namespace, words: str) -> None:
    if not given.quiet and given.format == "text":
        sys.stdout.write(words + "\n")


def _seen_from_here(found: Problem, root: Path) -> Problem:
    related = tuple(replace(each, place=_place(root, each.place)) for each in found.related)
    return replace(found, place=_place(root, found.place), related=related)


def _place(root: Path, place: Place) -> Place:
    return replace(place, file=_under(root, place.file))


def _under(root: Path, file: str) -> str:
    return str(root / file)

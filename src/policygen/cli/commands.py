"""The commands: each reads, runs the pipe, shows the problems, and gives the exit code."""

import os
import sys
import time
from argparse import Namespace
from datetime import UTC, date, datetime
from functools import partial
from typing import cast

from policygen.problems import Level, any_error, in_source_order

FINE, PROBLEMS, USAGE = 0, 1, 2


def build(given: Namespace) -> int:
    from policygen import disk
    from policygen.build import build as pipe
    from policygen.cli import project, showing
    from policygen.readings import extra

    if given.pdf and (missing := extra.missing()):
        sys.stderr.write(f"policygen: {missing}\n")
        return USAGE
    found = project.read(given.root)
    built = pipe(found.content, found.layouts, today=_today(given), pdf=given.pdf, with_coverage=given.coverage)
    errors = showing.show(given, (*found.problems, *built.problems), found.root, found.files)
    if any_error(found.problems) or not built.tree or (given.strict and errors):
        return PROBLEMS
    out = given.out or given.root / "site"
    disk.publish(built.tree, out, found.root, found.sources)
    showing.say(given, f"{len(built.tree)} files are in {out}. Open {out / 'index.html'}.")
    return FINE


def check(given: Namespace) -> int:
    from policygen.build import build as pipe
    from policygen.cli import project, selection, showing

    found = project.read(given.root)
    built = pipe(found.content, found.layouts, today=_today(given))
    try:
        problems = selection.selected(given, (*found.problems, *built.problems))
    except selection.NoSuchCodeError as error:
        sys.stderr.write(f"policygen: {error}\n")
        return USAGE
    grave = showing.show(given, problems, found.root, found.files)
    if grave or (given.fail_on == "warning" and any(each.level is Level.WARNING for each in problems)):
        return PROBLEMS
    showing.say(given, "No errors found.")
    return FINE


def serve(given: Namespace) -> int:
    from policygen.cli import project, showing
    from policygen.serve import extra

    if not extra.is_installed():
        sys.stderr.write(f"policygen: {extra.MISSING}\n")
        return USAGE
    from policygen.build import build as pipe
    from policygen.serve import editor, preview, server

    def make() -> preview.Made:
        try:
            found = project.read(given.root)
        except (project.NoContentError, OSError) as error:
            return preview.unreadable(error)
        built = pipe(found.content, found.layouts, today=_today(given))
        problems = in_source_order((*found.problems, *built.problems))
        return preview.Made(found.files, {} if any_error(found.problems) else built.tree, problems)

    found = project.read(given.root)

    def show(made: preview.Made) -> None:
        showing.show(given, made.problems, found.root, made.sources)

    try:
        server.run(
            server.Project(found.sources, make, show, partial(editor.link, given.editor, found.root)), given.port
        )
    except server.PortError as error:
        sys.stderr.write(f"policygen: {error}\n")
        return USAGE
    return FINE


def verify(given: Namespace) -> int:
    from policygen import disk
    from policygen import verify as verification
    from policygen.cli import project, showing
    from policygen.load import load

    policy = None
    if given.against is not None:
        found = project.read(given.against)
        loaded = load(found.content)
        unsound = (*found.problems, *loaded.problems)
        if unsound and showing.show(given, unsound, found.root, found.files):
            return PROBLEMS
        policy = loaded.policy
    tree, problems = disk.read(given.site)
    if showing.show(given, (*problems, *verification.site(tree, policy)), given.site, tree):
        return PROBLEMS
    showing.say(given, f"{len(tree)} files read; page, manifest and schema agree, and no link is dead.")
    return FINE


def schema(given: Namespace) -> int:
    from policygen import content_schema

    if given.write is None:
        sys.stdout.write(content_schema.together())
        return FINE
    given.write.mkdir(parents=True, exist_ok=True)
    for name, data in content_schema.files().items():
        (given.write / name).write_bytes(data)
    sys.stdout.write(f"{len(content_schema.files())} schemas are in {given.write}.\n")
    return FINE


def explain(given: Namespace) -> int:
    from policygen import explanations

    try:
        sys.stdout.write(explanations.explain(given.code) if given.code else explanations.overview())
    except explanations.UnknownCodeError as error:
        sys.stderr.write(f"policygen: {error}\n")
        return USAGE
    return FINE


def _today(given: Namespace) -> date:
    """The day that was asked for, else that of SOURCE_DATE_EPOCH (reproducible-builds.org), else today in UTC."""
    if given.as_of:
        return cast(date, given.as_of)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch) if epoch.isdecimal() else time.time(), UTC).date()

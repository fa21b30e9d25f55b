"""The commands: each reads, runs the pipe, shows the problems, and gives the exit code."""

import os
import sys
import time
from argparse import Namespace
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, cast

from policygen.problems import Level, Problem, any_error, in_source_order

if TYPE_CHECKING:
    from policygen.build import Built
    from policygen.cli.project import Project

FINE, PROBLEMS, USAGE, SEAL = 0, 1, 2, 3


def build(given: Namespace) -> int:
    from policygen import disk
    from policygen.cli import project, showing, versions
    from policygen.readings import extra

    if given.pdf and (missing := extra.missing()):
        sys.stderr.write(f"policygen: {missing}\n")
        return USAGE
    found = project.read(given.root)
    built = _made(given, found, pdf=given.pdf, with_coverage=given.coverage)
    unreleased = versions.unreleased(built.draft) if given.strict and built.tree else ()
    problems = (*found.problems, *built.problems, *unreleased)
    errors = showing.show(given, problems, found.root, found.files)
    if any_error(found.problems) or not built.tree or (given.strict and errors):
        return _failure(problems)
    out = given.out or given.root / "site"
    disk.publish(built.tree, out, found.root, found.sources)
    showing.say(given, f"{len(built.tree)} files are in {out}. Open {out / 'index.html'}.")
    return FINE


def check(given: Namespace) -> int:
    from policygen.cli import outside, project, selection, showing, versions

    found = project.read(given.root)
    built = _made(given, found)
    looked = outside.look(given, found, _today(given))
    try:
        problems = selection.selected(given, (*found.problems, *built.problems, *looked.problems))
    except selection.NoSuchCodeError as error:
        sys.stderr.write(f"policygen: {error}\n")
        return USAGE
    grave = showing.show(given, problems, found.root, {**found.files, **looked.files})
    if standing := versions.standing(built):
        showing.say(given, standing)
    if grave or (given.fail_on == "warning" and any(each.level is Level.WARNING for each in problems)):
        return _failure(problems)
    showing.say(given, "No errors found.")
    return FINE


def release(given: Namespace) -> int:
    from policygen import disk, history
    from policygen.cli import project, showing, versions
    from policygen.releases.sealed import FOLDER

    found = project.read(given.root)
    built = _made(given, found)
    refused = versions.refusals(built, (*found.problems, *built.problems), given.accept)
    showing.show(given, (*found.problems, *built.problems, *versions.only_here(built)), found.root, found.files)
    if refused or built.draft is None:
        return _failure(refused)
    version = built.draft.version
    folder = given.root / FOLDER / version.number
    tree = history.release(built.draft, built.past, given.accept if any_error(built.problems) else None)
    disk.add(tree, folder, built.past.numbers)
    showing.say(given, versions.sealed(built.draft, tree, folder))
    return FINE


def diff(given: Namespace) -> int:
    from policygen.cli import project, showing, versions

    asked = versions.asked(given.what)
    found = project.read(asked.root)
    built = _made(given, found)
    if any_error(found.problems) or not built.tree:
        showing.show(given, (*found.problems, *built.problems), found.root, found.files)
        return _failure((*found.problems, *built.problems))
    try:
        sys.stdout.write(versions.told(built, asked, given.format))
    except versions.NoSuchVersionError as error:
        sys.stderr.write(f"policygen: {error}\n")
        return USAGE
    return FINE


def serve(given: Namespace) -> int:
    from policygen.cli import project, showing
    from policygen.serve import extra

    if not extra.is_installed():
        sys.stderr.write(f"policygen: {extra.MISSING}\n")
        return USAGE
    from policygen.serve import editor, preview, server

    def make() -> preview.Made:
        try:
            found = project.read(given.root)
        except (project.NoContentError, OSError) as error:
            return preview.unreadable(error)
        built = _made(given, found, draft_first=True)
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
    from policygen.releases import ledger

    policy, kept = None, ledger.read({})
    if given.against is not None:
        found = project.read(given.against)
        loaded, kept = load(found.content), ledger.read(found.releases, given.head)
        unsound = (*found.problems, *kept.problems, *loaded.problems)
        if unsound and showing.show(given, unsound, found.root, found.files):
            return _failure(unsound)
        policy = loaded.policy
    tree, problems = disk.read(given.site)
    problems = (*problems, *verification.site(tree, policy, kept.releases, given.head))
    if showing.show(given, problems, given.site, tree):
        return _failure(problems)
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


def headers(given: Namespace) -> int:
    from policygen.cli import project, showing
    from policygen.load import load
    from policygen.outputs import delivery

    found = project.read(given.root)
    loaded = load(found.content)
    if loaded.policy is None:
        showing.show(given, (*found.problems, *loaded.problems), found.root, found.files)
        return PROBLEMS
    sys.stdout.write(delivery.settings(given.server, loaded.policy))
    return FINE


def explain(given: Namespace) -> int:
    from policygen import explanations

    try:
        sys.stdout.write(explanations.explain(given.code) if given.code else explanations.overview())
    except explanations.UnknownCodeError as error:
        sys.stderr.write(f"policygen: {error}\n")
        return USAGE
    return FINE


def _made(given: Namespace, found: "Project", **how: bool) -> "Built":
    from policygen.build import build as pipe

    return pipe(found.content, found.layouts, found.releases, today=_today(given), head=given.head, **how)


def _failure(problems: Iterable[Problem]) -> int:
    """A broken seal has a code of its own, so that nobody takes it for a slip of the pen."""
    from policygen.releases.sealed import BROKEN

    return SEAL if any(each.code == BROKEN for each in problems) else PROBLEMS


def _today(given: Namespace) -> date:
    """The day that was asked for, else that of SOURCE_DATE_EPOCH (reproducible-builds.org), else today in UTC."""
    if given.as_of:
        return cast(date, given.as_of)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch) if epoch.isdecimal() else time.time(), UTC).date()

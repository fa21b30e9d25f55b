"""The version and its dates, and how long beforehand people are told."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from policygen import durations
from policygen.model.edition import Change, Edition
from policygen.rule import Before, Case, Found, rule
from policygen.wording import day

_NUMBERED = re.compile(r"[0-9]+(?:\.[0-9]+)*(?:[-+].*)?\Z")
_DAY = 86_400


@rule("VER-id")
def number(case: Case) -> Iterator[Found]:
    """People and programs must be able to tell which of two versions is the later one. Numbers have an order, names
    have none.
    """
    edition = case.policy.policy
    if edition.version is None:
        yield Found(
            (edition, ""),
            "The notice has no version, so nobody can name it.",
            "Add `version`, such as `1.0.0`.",
            "policy",
        )
    elif not _NUMBERED.match(edition.version):
        yield Found(
            (edition, "version"),
            f"The version “{edition.version}” has no place in an order.",
            "Number the versions, such as `1.0.0`, `1.0.1` and `2.0.0`.",
            "policy",
        )


@rule("VER-effective")
def effective(case: Case) -> Iterator[Found]:
    """A notice changes over time, and what it said on the day counts. Without a date nobody can tell which version held
    when somebody gave their data.
    """
    edition = case.policy.policy
    if edition.effective is None:
        yield Found(
            (edition, "version"),
            "The notice has no date, so nobody can tell from when it holds.",
            "Add `effective` to policy.yaml, such as `2026-11-20`.",
            "policy",
        )


@rule("VER-order")
def order(case: Case) -> Iterator[Found]:
    """A notice that holds from a day before it was published tells people afterwards what was done with their data.
    They have to know beforehand.
    """
    edition = case.policy.policy
    if edition.effective and edition.published and edition.effective < edition.published:
        yield Found(
            (edition, "effective"),
            f"It takes effect on {day(edition.effective)}, before its publication on {day(edition.published)}.",
            "Correct one of the two dates.",
            "policy",
            against=(edition, "published"),
            against_words="published only here",
        )


@rule("VER-summary")
def summary(case: Case) -> Iterator[Found]:
    """People who have read the notice once will not read it again from the beginning. They need a sentence that says
    what has changed.
    """
    change = case.policy.policy.change
    if change and not change.summary:
        yield Found(
            (change, "kind"),
            "This version changes something, and does not say what.",
            "Add `summary` under `change`: what has changed, in a sentence that readers understand.",
            "change",
        )


@rule("VER-notice")
def notice(case: Case) -> Iterator[Found]:
    """Of a change that matters people must be told actively and well before it takes effect, so that they can object or
    leave (WP260, paras 29 to 32). A new page on the website alone tells nobody.
    """
    edition = case.policy.policy
    change = edition.change
    if change is None or change.kind != "material":
        return
    if change.notice is None:
        yield Found(
            (change, "kind"),
            "This version changes something that matters, and does not say how people are told.",
            "Add `notice` under `change`, with the `method`, such as an e-mail to every customer.",
            "change",
        )
    yield from _too_late(edition, change)
    if case.before:
        yield from _promised(edition, change, case.before)


def _too_late(edition: Edition, change: Change) -> Iterator[Found]:
    if short := _short(edition, change, edition.notice_period):
        yield Found(
            (edition, "effective"),
            f"{short.told}, and the notice period is {short.period}.",
            short.mend,
            "policy",
            against=(edition, "notice_period"),
            against_words="promised here",
        )


def _promised(edition: Edition, change: Change, before: Before) -> Iterator[Found]:
    """A version that shortens the period keeps the longer one itself, or that was no promise."""
    short = _short(edition, change, before.notice_period)
    if short and not _short(edition, change, edition.notice_period):
        words = f"{short.told}, and version {before.verdict.old} promises {short.period}."
        yield Found((edition, "effective"), words, short.mend, "policy")


class _Short(NamedTuple):
    """In which way people are told too late."""

    told: str
    period: str
    mend: str


def _short(edition: Edition, change: Change, period: durations.Duration | None) -> _Short | None:
    told = (change.notice.on if change.notice else None) or edition.published
    seconds = durations.seconds(period) if period else None
    if not period or not seconds or not told or not edition.effective:
        return None
    earliest = told + _days(seconds)
    if edition.effective >= earliest:
        return None
    return _Short(
        f"People are told {(edition.effective - told).days} days before this version takes effect",
        durations.words(period),
        f"Let it take effect on {day(earliest)} at the earliest.",
    )


@rule("VER-review")
def review(case: Case) -> Iterator[Found]:
    """A notice goes out of date by itself, since the firm changes around it. A date for the next look at it is worth
    something only if it is kept.
    """
    done = case.policy.policy.review
    every = durations.seconds(done.every) if done else None
    if done and every and done.last + _days(every) < case.today:
        yield Found(
            (done, "last"),
            f"The notice was due to be looked at again by {day(done.last + _days(every))}.",
            "Look through it, mend what is no longer true, and write the day in `last`.",
            "review",
        )


def _days(seconds: int) -> timedelta:
    return timedelta(days=-(-seconds // _DAY))


RULES = (number, effective, order, summary, notice, review)
"""The number, the dates, the change, the next look."""

"""Durations: what is one, what is not and how to mend it, and that words, ISO 8601 and seconds agree."""

import pickle
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policygen import durations
from policygen.durations import Between, Depends, Duration, DurationError, Rolling, Session, Span, Unknown, Until

YEAR = 31_536_000
BY_REGION = "`{depends: {in the EEA: 13 months, elsewhere: 24 months}}`"
SHAPE = "Write one duration, such as `13 months`, or two ends as `{between: [30 seconds, 1 year]}`."

VALID: list[tuple[object, Duration]] = [
    ("session", Session()),
    (" Session\n", Session()),
    ("unknown", Unknown()),
    ("UNKNOWN", Unknown()),
    ("13 months", Span(months=13)),
    ("1 year 6 months", Span(years=1, months=6)),
    ("1 year, 6 months", Span(years=1, months=6)),
    ("1 year and 6 months", Span(years=1, months=6)),
    ("1 year, 6 months, and 3 days", Span(years=1, months=6, days=3)),
    ("30 Minutes", Span(minutes=30)),
    ("1 WEEK", Span(weeks=1)),
    ("2\u00a0hours", Span(hours=2)),
    ("1 years 2 month", Span(years=1, months=2)),
    ("2096 years", Span(years=2096)),
    ("9999 years", Span(years=9999)),
    ("4102444800 seconds", Span(seconds=4_102_444_800)),
    ("1 year 2 months 3 weeks 4 days 5 hours 6 minutes 7 seconds", Span(1, 2, 3, 4, 5, 6, 7)),
    ("P13M", Span(months=13)),
    ("PT30M", Span(minutes=30)),
    ("P1Y6M", Span(years=1, months=6)),
    ("P2W", Span(weeks=2)),
    ("P1Y2M3DT4H5M6S", Span(years=1, months=2, days=3, hours=4, minutes=5, seconds=6)),
    ({"between": ("30 seconds", "1 year")}, Between(Span(seconds=30), Span(years=1))),
    ({"between": ["P1D", "1 week"]}, Between(Span(days=1), Span(weeks=1))),
    ({"until": " you  log\nout "}, Until("you log out")),
    ({"until": "you leave (or ask us to delete it)"}, Until("you leave (or ask us to delete it)")),
    ({"rolling": "30 minutes"}, Rolling(Span(minutes=30))),
    (
        {"depends": {"in the EEA": "13 months", "elsewhere": "24 months"}},
        Depends((("in the EEA", Span(months=13)), ("elsewhere", Span(months=24)))),
    ),
    (
        {"depends": {"if you  ask to be remembered": {"rolling": "14 days"}, "otherwise": "session"}},
        Depends((("if you ask to be remembered", Rolling(Span(days=14))), ("otherwise", Session()))),
    ),
]

# Retention cells of two published cookie lists: github/site-policy (CC0-1.0) and
# DFE-Digital/get-into-teaching-app (MIT), both from GitHub.
REAL_VALID = [
    ("Session", "session"),
    ("90 Days", "P90D"),
    ("13 months", "P13M"),
    ("30 Days", "P30D"),
    ("3 months", "P3M"),
    ("7 Days", "P7D"),
    ("180 Days", "P180D"),
    ("5 minutes", "PT5M"),
    ("30 minutes", "PT30M"),
    ("24 hours", "PT24H"),
    ("10 years", "P10Y"),
    ("1 year", "P1Y"),
    ("100 days", "P100D"),
    ("540 days", "P540D"),
    ("1 week", "P1W"),
    ("15 seconds", "PT15S"),
]
MISSHAPEN: list[tuple[object, str, str]] = [
    ("", "The duration is empty.", "Write how long it lasts, such as `13 months`, or `unknown` when nobody knows."),
    (("1 year",), "The duration is a list.", SHAPE),
    (None, "“None” is not a duration.", SHAPE),
    ({}, "A duration has one key, and here are none.", "Keep one, as in `{until: you clear it}`."),
    (
        {"until": "a", "rolling": "b"},
        "A duration has one key, and here are “until” and “rolling”.",
        "Keep one, as in `{until: you clear it}`.",
    ),
    ({"roling": "1 day"}, "“roling” is not a kind of duration.", "Write `{rolling: 1 day}`."),
    ({"Until": "no"}, "“Until” is not a kind of duration.", "Write `{until: no}`."),
    ({"roling": "no"}, "“roling” is not a kind of duration.", "Write it as in `{rolling: 30 minutes}`."),
    (
        {"days": "14"},
        "“days” is not a kind of duration.",
        "Write it as in `{between: [30 seconds, 1 year]}`, `{until: you clear it}`, `{rolling: 30 minutes}` or "
        + BY_REGION
        + ".",
    ),
    (
        {"between": "30 seconds to 2 days"},
        "“between” needs two durations.",
        "Write `{between: [30 seconds, 2 days]}`.",
    ),
    (
        {"between": ("1 year", "30 seconds")},
        "“between” has the longer duration first.",
        "Write `{between: [30 seconds, 1 year]}`.",
    ),
    ({"between": ("1 year", "12 months")}, "“between” has the same duration twice.", "Write `12 months`."),
    (
        {"between": ("session", "1 year")},
        "“between” needs a fixed length.",
        "Write it as in `{between: [30 seconds, 1 year]}`.",
    ),
    ({"rolling": "session"}, "“rolling” needs a fixed length.", "Write it as in `{rolling: 30 minutes}`."),
    ({"rolling": "30 mins"}, "“30 mins” is not a duration.", "Write `30 minutes`."),
    ({"until": " "}, "“until” needs a text.", "Say it in words, as in `{until: you clear it}`."),
    ({"until": ("a", "b")}, "“until” needs a text.", "Say it in words, as in `{until: you clear it}`."),
    ({"until": "you close your browser"}, "“you close your browser” cannot stand after “until”.", "Write `session`."),
    ({"until": "until you leave"}, "“until you leave” cannot stand after “until”.", "Write `{until: you leave}`."),
    (
        {"until": "you `leave`; or ask"},
        "“you `leave`; or ask” cannot stand after “until”.",
        'Write `{until: "you \\U00000060leave\\U00000060, or ask"}`.',
    ),
    ({"depends": "1 year"}, "“depends” needs a duration for each case.", f"Write it as in {BY_REGION}."),
    ({"depends": {}}, "“depends” needs a duration for each case.", f"Write it as in {BY_REGION}."),
    ({"depends": {" ": "1 year"}}, "“depends” needs a text.", f"Say it in words, as in {BY_REGION}."),
    (
        {"depends": {"in the EEA": "1 year"}},
        "“depends” has only the case “in the EEA”.",
        f"Write `1 year`, or add the other cases as in {BY_REGION}.",
    ),
    (
        {"depends": {"in the EEA": "13 moi", "elsewhere": "1 year"}},
        "In the case “in the EEA”: “13 moi” is not a duration.",
        "Write `13 months`.",
    ),
    (
        {"depends": {"a": {"depends": {"b": "1 day", "c": "2 days"}}, "d": "1 year"}},
        "The case “a” depends on further cases.",
        f"Name every case once, as in {BY_REGION}.",
    ),
    (
        {"depends": {"a": "1 day", "A ": "2 days"}},
        "The case “A” is there twice.",
        f"Name every case once, as in {BY_REGION}.",
    ),
    (
        {"depends": {"a (b)": "1 day", "c": "2 days"}},
        "The case “a (b)” has a semicolon or a parenthesis.",
        f"Say it with commas, as in {BY_REGION}.",
    ),
]

WORDED: list[tuple[Duration, str, str | None, int | None]] = [
    (Session(), "until you close your browser", "session", 0),
    (Unknown(), "not known", None, None),
    (Span(years=7), "7 years", "P7Y", 7 * YEAR),
    (Span(months=12), "12 months", "P12M", YEAR),
    (Span(weeks=2), "2 weeks", "P2W", 1_209_600),
    (Span(months=1, weeks=2), "1 month 2 weeks", "P1M14D", 2_628_000 + 1_209_600),
    (Span(1, 1, 1, 1, 1, 1, 1), "1 year 1 month 1 week 1 day 1 hour 1 minute 1 second", "P1Y1M8DT1H1M1S", 34_858_861),
    (Between(Span(seconds=30), Span(years=1)), "between 30 seconds and 1 year", "P1Y", YEAR),
    (Until("you clear it"), "until you clear it", None, None),
    (Rolling(Span(minutes=30)), "30 minutes after your last activity", "PT30M", 1800),
    (
        Depends((("in the EEA", Span(months=13)), ("elsewhere", Span(months=24)))),
        "13 months (in the EEA); 24 months (elsewhere)",
        "P24M",
        2 * YEAR,
    ),
    (
        Depends((("if you ask", Span(days=14)), ("otherwise", Session()))),
        "14 days (if you ask); until you close your browser (otherwise)",
        "P14D",
        1_209_600,
    ),
    (
        Depends((("on a phone", Session()), ("elsewhere", Session()))),
        "until you close your browser (on a phone); until you close your browser (elsewhere)",
        "session",
        0,
    ),
    (
        Depends((("in the EEA", Span(months=13)), ("elsewhere", Unknown()))),
        "13 months (in the EEA); not known (elsewhere)",
        None,
        None,
    ),
]

UNREADABLE = [
    "",
    "session",
    "1 years",
    "P13M",
    "until",
    "until until you leave",
    "until you leave; or ask",
    "between 1 year and 30 seconds",
    "between 1 day and 2 days and 3 days",
    "soon after your last activity",
    "13 months (in the EEA)",
    "1 day (a); 2 days (a)",
    "1 day (a); 2 days (b",
    "1 day; 2 days",
]


@pytest.mark.parametrize(("value", "expected"), VALID, ids=str)
def test_parse(value: object, expected: Duration) -> None:
    assert durations.parse(value) == expected


@pytest.mark.parametrize(("value", "message", "mend"), MISSHAPEN, ids=str)
def test_a_wrong_shape(value: object, message: str, mend: str) -> None:
    with pytest.raises(DurationError) as caught:
        durations.parse(value)
    assert (caught.value.message, caught.value.mend) == (message, mend)
    assert str(caught.value) == f"{message} {mend}"


@pytest.mark.parametrize("value", [("1 year",), "1 year", {}, "1 to 2 years" + " " * 200], ids=repr)
def test_a_range_has_two_ends(value: object) -> None:
    with pytest.raises(DurationError) as caught:
        durations.parse({"between": value})
    assert caught.value.message == "“between” needs two durations."
    assert caught.value.mend == "Write both in brackets, as in `{between: [30 seconds, 1 year]}`."


@pytest.mark.parametrize(("text", "iso"), REAL_VALID)
def test_published_durations(text: str, iso: str) -> None:
    assert durations.iso(durations.parse(text)) == iso


@pytest.mark.parametrize(("duration", "words", "iso", "seconds"), WORDED, ids=str)
def test_words_iso_and_seconds(duration: Duration, words: str, iso: str | None, seconds: int | None) -> None:
    assert durations.words(duration) == words
    assert durations.iso(duration) == iso
    assert durations.seconds(duration) == seconds
    assert durations.read(f"\n {words.replace(' ', '  ')} ") == duration


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_words_never_says_is_not_read(text: str) -> None:
    with pytest.raises(DurationError) as caught:
        durations.read(text)
    assert caught.value.message == f"“{text}” is not how a duration is worded."
    assert caught.value.mend == "Word it like `13 months`."


def test_an_error_survives_the_way_between_processes() -> None:
    error = DurationError("“14” is not a duration.", "Add the unit, such as `14 days`.")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.message, copy.mend) == (error.message, error.mend)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(durations.schema())


@pytest.mark.parametrize(
    "value",
    [
        14,
        "",
        {},
        {"days": "14"},
        {"until": "a", "rolling": "1 day"},
        {"between": ["1 day"]},
        {"between": ["1 day", "2 days", "3 days"]},
        {"depends": {"a": "1 day"}},
        {"depends": {"a": {"depends": {"b": "1 day", "c": "2 days"}}, "d": "1 day"}},
    ],
    ids=str,
)
def test_the_schema_refuses_other_shapes(value: object) -> None:
    assert not Draft202012Validator(durations.schema()).is_valid(value)


def test_every_example_of_the_schema_is_a_duration() -> None:
    schema: Any = durations.schema()
    text, between, until, rolling, depends = schema["anyOf"]
    assert [durations.parse(each) for each in text["examples"]]
    for form, key in ((between, "between"), (until, "until"), (rolling, "rolling"), (depends, "depends")):
        assert [durations.parse({key: each}) for each in form["properties"][key]["examples"]]

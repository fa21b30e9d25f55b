"""What holds for every duration and every text: words, ISO 8601 and seconds agree, and every mend can be written."""

import pickle
import re
from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from policygen import durations
from policygen.durations import Between, Case, Depends, Duration, DurationError, Rolling, Session, Span, Unknown, Until

LIMITS = {
    "years": 4000,
    "months": 40_000,
    "weeks": 10_000,
    "days": 100_000,
    "hours": 1_000_000,
    "minutes": 10_000_000,
    "seconds": 9_999_999_999,
}
spans = st.builds(Span, **{unit: st.integers(0, most) for unit, most in LIMITS.items()}).filter(
    lambda span: span != Span()
)
events = st.text(max_size=40).map(lambda text: " ".join(text.split())).filter(lambda text: can_stand("until", text))
conditions = st.text(max_size=20).map(lambda text: " ".join(text.split())).filter(lambda text: can_stand("case", text))


def can_stand(where: str, text: str) -> bool:
    if where == "until":
        barred = text.lower() == "you close your browser" or text.lower().startswith("until ") or ";" in text
        return bool(text) and not barred
    return bool(text) and not set(";()") & set(text)


def between(one: Span, other: Span) -> Between | Span:
    shortest, longest = sorted((one, other), key=length)
    return Between(shortest, longest) if length(shortest) < length(longest) else one


def length(span: Span) -> int:
    seconds = durations.seconds(span)
    assert seconds is not None
    return seconds


def depends(cases: Mapping[str, Case]) -> Depends:
    return Depends(tuple(cases.items()))


cases = st.one_of(
    st.just(Session()),
    st.just(Unknown()),
    spans,
    st.builds(between, spans, spans),
    st.builds(Until, events),
    st.builds(Rolling, spans),
)
all_durations = cases | st.builds(
    depends,
    st.dictionaries(conditions, cases, min_size=2, max_size=4).filter(
        lambda found: len({condition.casefold() for condition in found}) == len(found)
    ),
)
FRAGMENTS = """
    13 1 0 24 1.5 1,000 <1 -1 >1 one two a an half year months monhts mois w days hrs s P1Y P14m PT72H p0d PT
    session Seesion browser closes never expires persistent unknown n/a in the EEA EEA; elsewhere, otherwise: if
    until till when end of last visit activity reset between from to - – and ; , ( ) ` ' " { } \\ 2030 Nov
    2030-11-09 you close your browser log out ſ é ١ \u0007
"""
near_durations = st.lists(st.sampled_from(FRAGMENTS.split()), max_size=14).map(" ".join)


@given(all_durations)
def test_words_can_be_read_back(duration: Duration) -> None:
    """The words of every duration are its own: read(words(d)) == d."""
    assert durations.read(durations.words(duration)) == duration


@given(all_durations)
def test_plain_data_and_spelling_can_be_parsed_back(duration: Duration) -> None:
    assert durations.parse(durations.plain(duration)) == duration
    assert durations.parse(from_yaml(durations.spelling(duration))) == duration
    assert "`" not in durations.spelling(duration)


@given(all_durations)
def test_iso_and_seconds_say_the_same(duration: Duration) -> None:
    iso = durations.iso(duration)
    assert durations.seconds(duration) == (None if iso is None else durations.seconds(durations.parse(iso)))


@given(all_durations)
def test_a_duration_is_a_value(duration: Duration) -> None:
    assert hash(duration) == hash(pickle.loads(pickle.dumps(duration)))


@given(all_durations)
def test_the_schema_accepts_every_duration(duration: Duration) -> None:
    value: Any = durations.plain(duration)
    Draft202012Validator(durations.schema()).validate(with_lists(value))


@given(st.text(max_size=40) | near_durations)
@example("until `you leave`")
@example("1 day a, 2 days A")
@example("12 months ; 1")
def test_every_text_is_a_duration_or_has_a_mend_that_is_one(text: str) -> None:
    assert_parsed_or_mended(text)


@given(st.sampled_from(["between", "until", "rolling", "depends", "untill", ""]), st.text(max_size=20) | near_durations)
def test_every_mapping_is_a_duration_or_has_a_mend_that_is_one(key: str, text: str) -> None:
    assert_parsed_or_mended({key: text})
    assert_parsed_or_mended({key: (text, "1 day")})
    assert_parsed_or_mended({key: {text: "1 day", "elsewhere": text}})


@given(st.text(max_size=40) | near_durations)
def test_what_is_read_has_these_words(text: str) -> None:
    try:
        duration = durations.read(text)
    except DurationError as error:
        assert_mended(error)
    else:
        assert durations.words(duration) == " ".join(text.split())


def assert_parsed_or_mended(value: object) -> None:
    try:
        duration = durations.parse(value)
    except DurationError as error:
        assert_mended(error)
    else:
        assert durations.read(durations.words(duration)) == duration


def assert_mended(error: DurationError) -> None:
    assert error.message.endswith(".")
    assert error.mend.endswith(".")
    assert [durations.parse(from_yaml(spelling)) for spelling in re.findall("`([^`]*)`", error.mend)]


def from_yaml(text: str) -> object:
    return with_tuples(yaml.load(text, yaml.BaseLoader))


def with_tuples(value: object) -> object:
    if isinstance(value, dict):
        return {key: with_tuples(each) for key, each in value.items()}
    return tuple(map(with_tuples, value)) if isinstance(value, list) else value


def with_lists(value: object) -> object:
    if isinstance(value, dict):
        return {key: with_lists(each) for key, each in value.items()}
    return list(map(with_lists, value)) if isinstance(value, tuple) else value

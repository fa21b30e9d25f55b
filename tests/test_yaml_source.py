"""Strict YAML: plain data with places, and every slip in plain words; the slips stand in `yaml_source/*.txt`."""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policygen import text_source, yaml_source
from policygen.problems import Place, Problem, Related
from policygen.yaml_source import Source, Value


class Case(NamedTuple):
    title: str
    text: str
    expected: str


def cases() -> Iterator[Case]:
    """Titled blocks: the text (a tab as →, a space that nobody would see as ␣), two dashes, what is said of it."""
    for file in sorted((Path(__file__).parent / "yaml_source").glob("*.txt")):
        for block in file.read_text("utf-8").removeprefix("## ").split("\n\n## "):
            title, _, rest = block.partition("\n")
            text, _, expected = f"\n{rest}".partition("\n--\n")
            yield Case(f"{file.stem}: {title}", text[1:].replace("→", "\t").replace("␣", " "), expected.rstrip("\n"))


def spoken(problems: tuple[Problem, ...]) -> str:
    return "\n".join(
        f"{found.place.line}:{found.place.column} {found.code} {found.message}\n    {found.mend}" for found in problems
    )


def read(text: str, first_line: int = 1) -> Source:
    return yaml_source.read(text, "f.yaml", first_line)


@pytest.mark.parametrize("end", ["\n", ""], ids=["line end", "no line end"])
@pytest.mark.parametrize("case", tuple(cases()), ids=lambda case: case.title)
def test_every_slip_is_told_where_it_is_mended(case: Case, end: str) -> None:
    assert spoken(read(case.text + end).problems) == case.expected


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "on", "off", "y", "true", "True", "1.10", "1:30", "12:30:45", "010", "0x1F", "1_000", "1e3"),
        *(".inf", ".nan", "=", "a#b", "a:b", "a b", "-1", "—", "“NO”", "9" * 500),
        *("2026-02-30", "2024-13-01", "2026-02-28T10:00:00Z", "2026-02-28 10:00:00 +1"),
    ],
)
def test_a_scalar_means_what_it_looks_like(text: str) -> None:
    assert read(f"country: {text}\n{text}: [{text}]").data == {"country": text, text: (text,)}


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("{}", {}),
        ("a: ''\nb: 'null'\nc: \"~\"", {"a": "", "b": "null", "c": "~"}),
        ("a: |\n  two\n  lines\nb: >-\n  one\n  line", {"a": "two\nlines\n", "b": "one line"}),
        ("a: one\n  line", {"a": "one line"}),
        ("---\na: [b, {c: d}]\n...", {"a": ("b", {"c": "d"})}),
        ("a:\n- b # why\n- c ## why", {"a": ("b", "c")}),
        ('"<<": 1\n"": 2\nnull: 3', {"<<": "1", "": "2", "null": "3"}),
        ('a: "e\\u0301\\n\\t"', {"a": "é\n\t"}),
        ("a: https://a.example/#b", {"a": "https://a.example/#b"}),
    ],
)
def test_what_is_read(text: str, data: object) -> None:
    source = read(text)
    assert (source.data, source.problems) == (data, ())


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: ~\nb: [null, c]\nd:", {"b": ("c",)}),
        ("a: 1\na: 2\nA: 3", {"a": "1"}),
        ("a: *x\nb: &y 1\nc: !z [d]\n&k e: 1\nf: {{ g }}", {"c": ("d",)}),
        ("<<: {a: b}\n[c]: d\ne: f", {"e": "f"}),
        ("a: b\n---\nc: d", {"a": "b"}),
        ("a: &x\n  b: *x", {"a": {}}),
        ("a: &x 1\nb: &x 2", None),
        ("a: [b", None),
        ("- a", None),
        ("a: \u202e", None),
    ],
)
def test_what_is_refused_is_left_out_and_the_rest_is_read_on(text: str, data: object) -> None:
    source = read(text)
    assert source.data == data
    assert source.problems


def test_all_problems_of_a_text_come_at_once_and_in_their_order() -> None:
    text = "a: *x\nb: &y 1\nb: !z 2\nc: {d: ~, d: 1}\n<<: ~\ne:\n---\nf: *z\n"
    assert [(found.place.line, found.code) for found in read(text).problems] == [
        (1, "YAML-subset"),
        (2, "YAML-subset"),
        (3, "YAML-duplicate"),
        (3, "YAML-subset"),
        (4, "YAML-empty"),
        (4, "YAML-duplicate"),
        (5, "YAML-subset"),
        (5, "YAML-empty"),
        (6, "YAML-empty"),
        (7, "YAML-subset"),
    ]


def test_a_syntax_error_comes_with_the_problems_before_it() -> None:
    assert [str(found.place) for found in read("a: *x\nb:\t1\nc: [d").problems] == [
        "f.yaml:1:4",
        "f.yaml:2:3",
        "f.yaml:3:4",
    ]


def test_a_duplicate_names_both_places() -> None:
    [found] = read("label: 1\nother: 2\nlabel: 3\n", first_line=4).problems
    assert found.place == Place("f.yaml", 6, 1)
    assert found.message == "The key “label” stands here again; it stands in line 4 already."
    assert found.related == (Related(Place("f.yaml", 4, 1), "stands here first"),)


PLACES = read("site:\n  name: é𝄞\ncategories:\n  - id: a\n    label: 'A'\n  - [b, {c: d}]\ntext: |\n  x\n", 3).places


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ((), "3:1", "3:1"),
        (("site",), "3:1", "4:3"),
        (("site", "name"), "4:3", "4:9"),
        (("categories",), "5:1", "6:3"),
        (("categories", 0), "6:5", "6:5"),
        (("categories", 0, "label"), "7:5", "7:12"),
        (("categories", 0, "missing"), "6:5", "6:5"),
        (("categories", 1), "8:5", "8:5"),
        (("categories", 1, 1), "8:9", "8:9"),
        (("categories", 1, 1, "c"), "8:10", "8:13"),
        (("categories", 7, "label"), "6:3", "6:3"),
        (("text",), "9:1", "9:7"),
        (("missing", "deeper"), "3:1", "3:1"),
    ],
)
def test_the_place_of_every_key_and_value(path: yaml_source.Path, key: str, value: str) -> None:
    assert str(PLACES.key(path)) == f"f.yaml:{key}"
    assert str(PLACES.value(path)) == f"f.yaml:{value}"


def test_places_fit_the_data_when_an_item_is_left_out() -> None:
    source = read("a:\n  - ~\n  - b\n")
    assert source.data == {"a": ("b",)}
    assert source.places.value(("a", 0)) == Place("f.yaml", 3, 5)


def test_a_text_that_says_nothing_still_has_a_place() -> None:
    assert read("a: [", first_line=2).places.value(("a",)) == Place("f.yaml", 2, 1)


MANY = "The file holds more than 100,000 keys and values."
TAG = "The line “%TAG !a0! y” is an instruction to YAML, and there are none here."
DEEP = "This is nested deeper than 32 levels."


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: " + "[" * 32, "1:35", DEEP),
        ("a: " + "[" * 100_000, "1:35", DEEP),
        ("a: " + "{a: " * 32, "1:128", DEEP),
        ("- " * 100_000, "1:65", DEEP),
        ("? " * 100_000, "1:65", DEEP),
        ("".join(f"{' ' * depth}a:\n" for depth in range(33)), "33:33", DEEP),
        ("".join(f"k{key}: 1\n" for key in range(100_000)), "50000:9", MANY),
        ("---\n" * 200_000, "1:1", "No facts are written here."),
        ("#\n" * 500_000, "1:1", "No facts are written here."),
        ("".join(f"%TAG !a{tag:x}! y\n" for tag in range(50_000)), "1:1", TAG),
        ("a: [" + "&a b," * 40_000 + "]", "1:5", None),
        ("\t\n" * 500_000, "1:1", "A tab stands here."),
        ('a: "' + "\\u0300\\u0316" * 80_000 + '"', "1:4", "More than 30 accents are stacked here."),
        ("a: b\n" + " " * 1_000_000 + "c: d", "2:1000001", None),
    ],
    ids=lambda value: repr(value)[:20],
)  # fmt: skip
def test_no_text_is_too_deep_or_too_large_to_be_judged(text: str, place: str, message: str | None) -> None:
    found = read(text).problems[0]
    assert str(found.place) == f"f.yaml:{place}"
    assert message in (None, found.message)


def test_the_limits_themselves_are_legal() -> None:
    assert read("a: " + "[" * 31 + "]" * 31).problems == ()
    assert read("".join(f"k{key}: 1\n" for key in range(49_999))).problems == ()


def test_no_more_than_twenty_tabs_are_shown() -> None:
    assert len(read("a:\t1\n" * 30).problems) == 20 + 29


def test_the_c_loader_reads_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the pure loader was asked")

    monkeypatch.setattr("yaml.reader.Reader.__init__", never)
    assert read("a: b").data == {"a": "b"}
    with pytest.raises(AssertionError, match="the pure loader was asked"):
        yaml.compose("a: b", Loader=yaml.SafeLoader)


def test_the_pure_loader_would_give_other_marks_and_styles() -> None:
    def stopped(loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> tuple[int, int]:
        with pytest.raises(yaml.MarkedYAMLError) as caught:
            yaml.compose("[1", Loader=loader)
        mark = caught.value.problem_mark
        assert mark is not None
        return mark.line, mark.column

    def plain(loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> str | None:
        node = yaml.compose("a", Loader=loader)
        assert isinstance(node, yaml.ScalarNode)
        return node.style

    assert (stopped(yaml.CSafeLoader), stopped(yaml.SafeLoader)) == ((1, 0), (0, 2))
    assert (plain(yaml.CSafeLoader), plain(yaml.SafeLoader)) == ("", None)


SHOWN = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"), exclude_characters="\u3164\uffa0")
TEXT = st.text(SHOWN | st.sampled_from("\n\t #:'\"\\-{}[]&*!"), max_size=20).map(
    lambda text: unicodedata.normalize("NFC", text)
)
KEYS = st.text(st.sampled_from("abcdeé漢🍪-_ :#'{"), min_size=1, max_size=12)
DATA = st.dictionaries(
    KEYS,
    st.recursive(
        TEXT,
        lambda inner: st.lists(inner, max_size=4).map(tuple) | st.dictionaries(KEYS, inner, max_size=4),
        max_leaves=12,
    ),
    max_size=5,
)


class PlainDumper(yaml.SafeDumper):
    def ignore_aliases(self, _: object) -> bool:
        return True


def quoted(value: object, *, flow: bool | None = False) -> str:
    return yaml.dump(
        value,
        Dumper=PlainDumper,
        default_style='"',
        allow_unicode=True,
        width=2**20,
        default_flow_style=flow,
        sort_keys=False,
    )


def scalars(value: Value, path: yaml_source.Path = ()) -> Iterator[tuple[yaml_source.Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from scalars(inner, (*path, key))
    else:
        for index, inner in enumerate(value):
            yield from scalars(inner, (*path, index))


@given(DATA, st.booleans(), st.integers(1, 9))
def test_whatever_was_written_is_read_back_from_the_place_where_it_stands(
    data: dict[str, Value], flow: bool, first_line: int
) -> None:
    text = quoted(data, flow=flow)
    source = read(text, first_line)
    assert (source.data, source.problems) == (data, ())
    lines = text.split("\n")
    for path, value in scalars(data):
        for place, written in ((source.places.value(path), value), (source.places.key(path), path[-1])):
            if isinstance(written, str):
                rest = lines[place.line - first_line][place.column - 1 :]
                assert rest.startswith(quoted(written).rstrip("\n")) or isinstance(path[-1], int)


@given(st.text() | st.text(st.sampled_from("ab:-?[]{},#&*!|>%@`\"'\n\t <~=\\.\u0301\u2028\r\x00")))
def test_any_text_gives_data_or_problems_that_stand_in_it(text: str) -> None:
    source = read(text)
    assert source.data is not None or source.problems
    lines = text.split("\n")
    for found in source.problems:
        assert 1 <= found.place.column <= len(lines[found.place.line - 1]) + 1
        assert found.message.endswith(".")
        assert found.mend.endswith(".")


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_give_data_or_problems(data: bytes) -> None:
    text, problems = text_source.read(data, "f.yaml")
    assert problems if text is None else (read(text).data is not None or read(text).problems)

"""Bytes to clean text: what is accepted, what is refused, and where it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen import text_source
from policygen.problems import Place, Problem

SAVE_AGAIN = "Save the file again with the encoding “UTF-8” (in most editors under “Save with encoding”)."
FROM_ELSEWHERE = "Delete it; it often comes along when text is copied from another program."
FULL_OF_THEM = "Delete it; where the file is full of them, save it again with the encoding “UTF-8”."
NO_LINE_END = "Delete it and press Enter instead, if a line ends here."
NO_DIRECTION = "Delete it; Arabic and Hebrew letters run the right way without it."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfa: 1\n", "a: 1\n"),
        (b"a\r\nb\rc\n\r\r\n", "a\nb\nc\n\n\n"),
        (b"a\tb", "a\tb"),
        (b"cafe\xcc\x81", "café"),
    ],
)
def test_what_is_put_right(data: bytes, text: str) -> None:
    assert text_source.read(data, "f") == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "\u05e4\u05e8\u05d8\u05d9\u05d5\u05ea \u0633\u064a\u0627\u0633\u0629",  # Hebrew and Arabic
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # a Persian verb with its non-joiner
        "\u0915\u094d\u200d\u0937",  # Hindi letters kept apart by a joiner
        "\U0001f469\u200d\u2695\ufe0f \U0001f468\U0001f3fd\u200d\U0001f4bb \u2764\ufe0f\u200d\U0001f525",  # emojis
        "a\u00a0b – “c” … 漢字 𝄞",
        "o" + "\u0323" * 30,
    ],
)
def test_what_stays_as_it_is(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert text_source.read(text.encode(), "f") == (text, ())


@pytest.mark.parametrize(
    ("data", "place", "fault"),
    [
        (b"a:\r\nb: \xe9", "f:2:4", "not UTF-8 text: the byte 0xE9 (“é” in the Windows encoding) has no meaning here"),
        ("é: e\u0301".encode() + b"\x93", "f:1:5", "not UTF-8 text: the byte 0x93 has no meaning here"),
        (b"\xef\xbb\xbfa\x81", "f:1:2", "not UTF-8 text: the byte 0x81 has no meaning here"),
        (b"a: \xe2\x82", "f:1:4", "not UTF-8 text: the byte 0xE2 (“â” in the Windows encoding) has no meaning here"),
        (b"a: \xc0\x80", "f:1:4", "not UTF-8 text: the byte 0xC0 (“À” in the Windows encoding) has no meaning here"),
        (b"\n\xed\xa0\x80", "f:2:1", "not UTF-8 text: the byte 0xED (“í” in the Windows encoding) has no meaning here"),
        ("a: é".encode("utf-16"), "f:1:1", "saved as UTF-16, not as UTF-8"),
        (b"\xfe\xff\0a", "f:1:1", "saved as UTF-16, not as UTF-8"),
        ("a: é".encode("utf-32"), "f:1:1", "saved as UTF-32, not as UTF-8"),
        (b"\0\0\xfe\xff\0\0\0a", "f:1:1", "saved as UTF-32, not as UTF-8"),
    ],
    ids=[
        "latin-1", "windows", "unassigned", "truncated", "overlong", "surrogate",
        "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be",
    ],
)  # fmt: skip
def test_another_encoding(data: bytes, place: str, fault: str) -> None:
    text, [found] = text_source.read(data, "f")
    assert (text, str(found.place), found.code) == (None, place, "FILE-encoding")
    assert (found.message, found.mend) == (f"The file is {fault}.", SAVE_AGAIN)


@pytest.mark.parametrize(
    ("sign", "words", "mend"),
    [
        ("\0", "control character U+0000", FULL_OF_THEM),
        ("\x1b", "control character U+001B", FROM_ELSEWHERE),
        ("\x0c", "control character U+000C", FROM_ELSEWHERE),
        ("\x7f", "control character U+007F", FROM_ELSEWHERE),
        ("\x85", "control character U+0085", NO_LINE_END),
        ("\x9f", "control character U+009F", FROM_ELSEWHERE),
        ("\u2028", "invisible character U+2028 (LINE SEPARATOR)", NO_LINE_END),
        ("\u2029", "invisible character U+2029 (PARAGRAPH SEPARATOR)", NO_LINE_END),
        ("\u202a", "invisible character U+202A (LEFT-TO-RIGHT EMBEDDING)", NO_DIRECTION),
        ("\u202e", "invisible character U+202E (RIGHT-TO-LEFT OVERRIDE)", NO_DIRECTION),
        ("\u2066", "invisible character U+2066 (LEFT-TO-RIGHT ISOLATE)", NO_DIRECTION),
        ("\u2069", "invisible character U+2069 (POP DIRECTIONAL ISOLATE)", NO_DIRECTION),
        ("\u200e", "invisible character U+200E (LEFT-TO-RIGHT MARK)", NO_DIRECTION),
        ("\u200f", "invisible character U+200F (RIGHT-TO-LEFT MARK)", NO_DIRECTION),
        ("\u061c", "invisible character U+061C (ARABIC LETTER MARK)", NO_DIRECTION),
        ("\u200b", "invisible character U+200B (ZERO WIDTH SPACE)", FROM_ELSEWHERE),
        ("\u200c", "invisible character U+200C (ZERO WIDTH NON-JOINER)", FROM_ELSEWHERE),
        ("\u200d", "invisible character U+200D (ZERO WIDTH JOINER)", FROM_ELSEWHERE),
        ("\u2060", "invisible character U+2060 (WORD JOINER)", FROM_ELSEWHERE),
        ("\u206f", "invisible character U+206F (NOMINAL DIGIT SHAPES)", FROM_ELSEWHERE),
        ("\ufeff", "invisible character U+FEFF (ZERO WIDTH NO-BREAK SPACE)", FROM_ELSEWHERE),
        ("\u00ad", "invisible character U+00AD (SOFT HYPHEN)", "Delete it; the browser divides long words by itself."),
        ("\u3164", "invisible character U+3164 (HANGUL FILLER)", FROM_ELSEWHERE),
        ("\ufff9", "invisible character U+FFF9 (INTERLINEAR ANNOTATION ANCHOR)", FROM_ELSEWHERE),
        ("\U000e0041", "invisible character U+E0041 (TAG LATIN CAPITAL LETTER A)", FROM_ELSEWHERE),
        ("\ufdd0", "invisible character U+FDD0", FROM_ELSEWHERE),
        ("\ufffe", "invisible character U+FFFE", FROM_ELSEWHERE),
        ("\U0001ffff", "invisible character U+1FFFF", FROM_ELSEWHERE),
        ("\U0010fffe", "invisible character U+10FFFE", FROM_ELSEWHERE),
    ],
    ids=lambda value: ascii(value)[1:12],
)  # fmt: skip
def test_a_character_that_nobody_sees(sign: str, words: str, mend: str) -> None:
    text, problems = text_source.read(f"one\r\ne\u0301a{sign}b".encode(), "f")
    assert text is None
    assert problems == (Problem(Place("f", 2, 3), "FILE-character", f"The {words} stands here.", mend),)


def test_a_lone_surrogate_in_a_text() -> None:
    [found] = text_source.character_problems("a\ud800", "f", first_line=7)
    assert (found.place, found.message) == (Place("f", 7, 2), "The invisible character U+D800 stands here.")


@pytest.mark.parametrize("text", ["\u200d\U0001f469", "\U0001f469\u200d", "\u0645\u200c ", "a\u200db", "\u200c"])
def test_a_joiner_that_joins_nothing(text: str) -> None:
    assert [found.code for found in text_source.read(text.encode(), "f")[1]] == ["FILE-character"]


def test_every_bad_character_is_told_up_to_twenty() -> None:
    _, problems = text_source.read(b"\0\n" * 20, "f")
    assert [found.place for found in problems] == [Place("f", line, 1) for line in range(1, 21)]
    _, problems = text_source.read(b"\0\n" * 1_234, "f")
    assert problems[:20] == text_source.read(b"\0\n" * 20, "f")[1]
    message = "The file holds 1,214 more such characters after this one."
    assert problems[20:] == (
        Problem(Place("f", 20, 1), "FILE-character", message, "Mend those shown and check again."),
    )


def test_a_tower_of_accents_is_refused_before_it_is_sorted() -> None:
    _, problems = text_source.read(("\0漢" + "字" * 40 + "a" + "\u0300\u0316" * 200_000 + "\0").encode(), "f")
    message, mend = "More than 30 accents are stacked here.", "Delete the accents that nobody can read."
    assert problems[1:] == (Problem(Place("f", 1, 44), "FILE-character", message, mend),)
    assert problems[0].place == Place("f", 1, 1)


@pytest.mark.parametrize(
    ("limit", "kibibytes"), [(text_source.YAML_LIMIT, "1,024"), (text_source.MARKDOWN_LIMIT, "256")]
)
def test_a_file_that_is_too_large(limit: int, kibibytes: str) -> None:
    assert text_source.read(b"a" * limit, "f", limit) == ("a" * limit, ())
    message = f"The file is {limit + 1:,} bytes large; at most {limit:,} can be read ({kibibytes} KiB)."
    found = Problem(Place("f"), "FILE-limit", message, "Split it into smaller files.")
    assert text_source.read(b"\xff" * (limit + 1), "f", limit) == (None, (found,))


@given(st.binary() | st.text().map(lambda text: text.encode()))
def test_any_bytes_give_clean_text_or_problems(data: bytes) -> None:
    text, problems = text_source.read(data, "f")
    assert (text is None) == bool(problems)
    if text is not None:
        assert text_source.read(text.encode(), "f") == (text, ())
        assert unicodedata.is_normalized("NFC", text)
        assert "\r" not in text


@given(st.text(st.sampled_from("aé漢\n\u05d0")))
def test_line_ends_make_no_difference(text: str) -> None:
    expected = text_source.read(text.encode(), "f")
    assert text_source.read(text.replace("\n", "\r\n").encode(), "f") == expected
    assert text_source.read(text.replace("\n", "\r").encode(), "f") == expected

"""The bytes of a content file become clean text: UTF-8, LF, NFC, and no character that a reader cannot see."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, islice

from policygen.problems import Place, Problem

YAML_LIMIT = 1024 * 1024
MARKDOWN_LIMIT = 256 * 1024

MOST_SHOWN = 20
"""A file in the wrong format holds thousands of bad characters; twenty are enough to see it."""

MOST_ACCENTS = 30
"""The longest run of combining marks that Unicode calls safe (UAX 15); sorting longer runs takes quadratic time."""

_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and line end
    "\u00ad\u061c\u180e\u3164\uffa0"  # soft hyphen, Arabic letter mark, letters that show nothing
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, other line ends, direction
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"  # surrogates, non-characters, byte order mark
    "\U000e0000-\U000e007f"  # tag characters
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_TALL = re.compile(f"[^\x00-\u02ff]{{{MOST_ACCENTS + 1},}}")

_ENCODINGS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_JOINERS = "\u200c\u200d"
_JOINABLE = frozenset({"Lo", "Mn", "Mc", "So", "Sk"})

_SAVE_AS_UTF_8 = "Save the file again with the encoding “UTF-8” (in most editors under “Save with encoding”)."
_MENDS = (
    ("\u0085\u2028\u2029", "Delete it and press Enter instead, if a line ends here."),
    ("\u00ad", "Delete it; the browser divides long words by itself."),
    (
        "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
        "Delete it; Arabic and Hebrew letters run the right way without it.",
    ),
    ("\u0000", "Delete it; where the file is full of them, save it again with the encoding “UTF-8”."),
)
_OTHER_MEND = "Delete it; it often comes along when text is copied from another program."


def read(data: bytes, file: str, limit: int = YAML_LIMIT) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file, or the problems that prevent one.

    A byte order mark at the very start is dropped, CRLF and CR become LF, and the text is put into NFC: an accent that
    was typed as a character of its own counts together with its letter, in the text as in every column, as it is shown.
    """
    if len(data) > limit:
        return None, (_too_large(len(data), limit, file),)
    try:
        text = _with_plain_line_ends(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return None, (_not_utf_8(data, error, file),)
    problems = character_problems(text, file)
    return (None, problems) if problems else (unicodedata.normalize("NFC", text), ())


def character_problems(text: str, file: str, first_line: int = 1) -> tuple[Problem, ...]:
    found = unfit(text)
    problems = [
        Problem(_place(text, index, file, first_line), "FILE-character", *words(text[index]))
        for index in islice(found, MOST_SHOWN)
    ]
    more = sum(1 for _ in found)
    if more:
        message = f"The file holds {more:,} more such characters after this one."
        problems.append(Problem(problems[-1].place, "FILE-character", message, "Mend those shown and check again."))
    return tuple(problems)


def unfit(text: str) -> Iterator[int]:
    """Where characters stand that may not stand in content; none is looked for behind a tower of accents.

    The joiners U+200C and U+200D belong to some letters and emojis, as in Persian or in a family of emojis: they may
    stand between two of those, and nowhere else. Flags drawn with tag characters (England, Scotland, Wales) may not.
    """
    tower = _tower(text)
    for match in _SUSPECT.finditer(text, 0, len(text) if tower is None else tower):
        if not _joins(text, match.start()):
            yield match.start()
    if tower is not None:
        yield tower


def words(sign: str) -> tuple[str, str]:
    """What is wrong with an unfit character, and the mend."""
    if unicodedata.combining(sign):
        return f"More than {MOST_ACCENTS} accents are stacked here.", "Delete the accents that nobody can read."
    name = unicodedata.name(sign, "")
    kind = "control character" if unicodedata.category(sign) == "Cc" else "invisible character"
    message = f"The {kind} U+{ord(sign):04X}{name and f' ({name})'} stands here."
    return message, next((mend for signs, mend in _MENDS if sign in signs), _OTHER_MEND)


def _too_large(size: int, limit: int, file: str) -> Problem:
    message = f"The file is {size:,} bytes large; at most {limit:,} can be read ({limit // 1024:,} KiB)."
    return Problem(Place(file), "FILE-limit", message, "Split it into smaller files.")


def _not_utf_8(data: bytes, error: UnicodeDecodeError, file: str) -> Problem:
    for mark, name in _ENCODINGS:
        if data.startswith(mark):
            return Problem(
                Place(file, 1, 1), "FILE-encoding", f"The file is saved as {name}, not as UTF-8.", _SAVE_AS_UTF_8
            )
    before = _with_plain_line_ends(data[: error.start].decode("utf-8"))
    bad = data[error.start : error.start + 1]
    meant = bad.decode("cp1252", errors="replace")
    guess = f" (“{meant}” in the Windows encoding)" if meant.isalpha() else ""
    message = f"The file is not UTF-8 text: the byte 0x{bad.hex().upper()}{guess} has no meaning here."
    return Problem(_place(before, len(before), file), "FILE-encoding", message, _SAVE_AS_UTF_8)


def _with_plain_line_ends(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _place(text: str, index: int, file: str, first_line: int = 1) -> Place:
    line_start = text.rfind("\n", 0, index) + 1
    column = len(unicodedata.normalize("NFC", text[line_start:index])) + 1
    return Place(file, text.count("\n", 0, index) + first_line, column)


def _tower(text: str) -> int | None:
    """Where the first run of too many combining marks begins."""
    for match in _TALL.finditer(text):
        start = match.start()
        for combining, run in groupby(match[0], key=lambda sign: unicodedata.combining(sign) != 0):
            length = sum(1 for _ in run)
            if combining and length > MOST_ACCENTS:
                return start
            start += length
    return None


def _joins(text: str, index: int) -> bool:
    if text[index] not in _JOINERS or not 0 < index < len(text) - 1:
        return False
    return all(unicodedata.category(text[beside]) in _JOINABLE for beside in (index - 1, index + 1))

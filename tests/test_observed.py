"""What was seen stored: each layout in a file as its program writes it, and each way in which a file can be broken."""

from pathlib import Path

import pytest

from policygen import observed
from policygen.problems import Place

HERE = Path(__file__).parent / "observed"

SEEN = {
    "firefox.har": ["18 cookie basket www.harbourbooks.example", "30 cookie tl_uid stats.tallies.example",
                    "30 cookie tl_uid tallies.example"],
    "chrome.har": ["1 cookie choice www.harbourbooks.example", "1 cookie basket www.harbourbooks.example"],
    "storage-state.json": ["4 cookie basket www.harbourbooks.example", "14 cookie _tl_5512 tallies.example",
                           "29 local-storage theme www.harbourbooks.example",
                           "39 indexed-db books reader.harbourbooks.example"],
    "extension.json": ["2 cookie _ga harbourbooks.example", "3 local-storage theme www.harbourbooks.example",
                       "4 cookie choice -"],
    "open-cookie-database.csv": ["2 cookie _tl_* - (pattern)", "4 cookie basket www.harbourbooks.example"],
    "scanner.csv": ["2 cookie basket www.harbourbooks.example", "3 pixel _px ads.example"],
}  # fmt: skip
"""Line, kind, name and host of what each file tells."""

KINDS = {
    "firefox.har": {"cookie"},
    "storage-state.json": {"cookie", "local-storage", "indexed-db"},
    "open-cookie-database.csv": {"cookie"},
    "scanner.csv": {"cookie", "pixel"},
}


@pytest.mark.parametrize("file", SEEN)
def test_a_file_tells_what_was_stored(file: str) -> None:
    found = observed.read((HERE / file).read_bytes(), file)
    assert found.problems == ()
    assert [
        f"{each.place.line} {each.kind} {each.name} {each.domain or '-'}{' (pattern)' if each.is_pattern else ''}"
        for each in found.items
    ] == SEEN[file]


def test_every_file_is_read() -> None:
    assert {path.name for path in HERE.iterdir()} - SEEN.keys() == {"chrome-without-sensitive-data.har"}


@pytest.mark.parametrize("file", KINDS)
def test_only_what_was_looked_at_can_be_missed(file: str) -> None:
    assert observed.read((HERE / file).read_bytes(), file).kinds == KINDS[file]


def test_a_name_stands_at_its_column() -> None:
    (found,) = observed.read(b'["basket"]', "seen.json").items
    assert found.place == Place("seen.json", 1, 2)


def test_several_files_are_one() -> None:
    files = (b'["basket"]', b"name\nchoice\n", b"{")
    whole = observed.together(tuple(observed.read(data, f"{number}") for number, data in enumerate(files)))
    assert [each.name for each in whole.items] == ["basket", "choice"]
    assert whole.kinds == {"cookie"}
    assert [str(each.place) for each in whole.problems] == ["2:1:2"]


LAYOUT = "The layout of the file is not known."
SENT = "`request.cookies` of the file is not a list of groups."
NAMELESS = "Entry 2 of the file has no name."


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", 1, "None of the columns holds the names of cookies."),
        (b"\x80\n", 0, "The file is not in UTF-8."),
        ('["é"]'.encode("utf-16"), 0, "The file is not in UTF-8."),
        (b"[" * 100_000, 0, "The file is nested deeper than any export."),
        (b'{"log": {"entries": [', 1, "Here the JSON breaks off."),
        (b'[\n"basket",\n]', 3, "Here the JSON breaks off."),
        (b"{}", 0, LAYOUT),
        (b'{"log": {}}', 0, LAYOUT),
        (b'{"cookies": []}', 0, LAYOUT),
        (b'{"log": {"entries": 3}}', 0, "`log.entries` of the file is not a list of groups."),
        (b'{"log": {"entries": [3]}}', 0, "`log.entries` of the file is not a list of groups."),
        (b'{"log": {"entries": [{"request": {"cookies": {}}}]}}', 0, SENT),
        (b'{"cookies": [], "origins": {}}', 0, "`origins` of the file is not a list of groups."),
        (b'{"cookies": [{"name": "a"}, {"value": "b"}], "origins": []}', 0, NAMELESS),
        (b'{"cookies": [], "origins": [{"origin": "https://["}]}', 0, "An origin of the file is no web address."),
        (b'["a", {"domain": "b.example"}]', 0, NAMELESS),
        (b'["a", 3]', 0, "Entry 2 of the file is no name."),
        (b'["a", ""]', 0, "Entry 2 of the file is no name."),
        (b"[]", 0, "Nothing is listed in the file, so it proves nothing."),
        (b"name,domain\n", 0, "Nothing is listed in the file, so it proves nothing."),
        (b"basket,www.a.example\n", 1, "None of the columns holds the names of cookies."),
        (b'name\na\n"b"c\n', 3, "A quotation mark of the table stands where none can."),
        (b'name\n"a\n', 2, "A quotation mark of the table stands where none can."),
        (b" " * (64 * 2**20 + 1), 0, "The file is larger than 64 MiB."),
        ((HERE / "chrome-without-sensitive-data.har").read_bytes(), 0, "The HAR has no cookies, so it proves nothing."),
    ],
    ids=lambda each: each.decode("latin-1")[:30] if isinstance(each, bytes) else str(each)[:30],
)  # fmt: skip
def test_what_cannot_be_read_is_told_at_its_place(data: bytes, line: int, message: str) -> None:
    found = observed.read(data, "seen")
    (problem,) = found.problems
    assert (problem.code, problem.place.file, problem.place.line, problem.message) == (
        "FILE-observed", "seen", line, message,
    )  # fmt: skip
    assert problem.mend.endswith(".")
    assert found.items == ()


@pytest.mark.parametrize(
    "entry",
    [
        '{"request": {"url": "https://["}, "response": {"headers": [{"name": "Set-Cookie", "value": "a=1"}]}}',
        '{"response": {"headers": [{"name": "set-cookie", "value": "a=1; expires=whenever; max-age=soon"}]}}',
        '{"request": null, "response": {"cookies": [{"name": "a", "expires": "9999"}]}, "startedDateTime": "today"}',
    ],
)
def test_what_a_browser_left_out_or_bent_is_no_matter(entry: str) -> None:
    (found,) = observed.read(f'{{"log": {{"entries": [{entry}]}}}}'.encode(), "seen").items
    assert (found.name, found.domain) == ("a", "")

"""A folder is read whole, once, and without following or waiting for anything."""

import os
import signal
import socket
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from policygen.disk import read
from policygen.problems import Place, Problem, Related

_PLAIN = "Rename it with plain letters, digits and hyphens."
_REAL = "Put the file itself here, or move this out of the folder."
_NOT_NFC = "The name holds a letter put together from parts (not Unicode NFC), so another computer may not find it."


def _write(folder: Path, **files: bytes) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _said(folder: Path) -> list[tuple[str, str, str]]:
    problems = read(folder, "content/")[1]
    assert {found.code for found in problems} <= {"FILE-place"}
    return [(found.place.file, found.message, found.mend) for found in problems]


def test_a_folder_becomes_a_tree_sorted_by_path(tmp_path: Path) -> None:
    (tmp_path / "pages" / "legal").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    _write(tmp_path, b=b"2", a=b"\xff\x00")
    _write(tmp_path / "pages", z=b"", é=b"3")
    _write(tmp_path / "pages" / "legal", y=b"4")

    tree, problems = read(tmp_path, "content/")

    assert list(tree.items()) == [
        ("content/a", b"\xff\x00"),
        ("content/b", b"2"),
        ("content/pages/legal/y", b"4"),
        ("content/pages/z", b""),
        ("content/pages/é", b"3"),
    ]
    assert problems == ()
    assert list(read(tmp_path / "pages")[0]) == ["legal/y", "z", "é"]


def test_a_missing_folder_is_for_the_caller_to_explain(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "content")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    _write(tmp_path, content=b"")
    with pytest.raises(NotADirectoryError):
        read(tmp_path / "content")


@pytest.mark.parametrize(
    "name",
    [".git", ".DS_Store", ".page.md.swp", "page.md~", "~$page.docx", "page.swp", "#page.md#", "Thumbs.db", "thumbs.DB"],
)
def test_leftovers_are_ignored(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to("/dev/zero")
    _write(tmp_path, page=b"")
    assert read(tmp_path) == ({"page": b""}, ())
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    (tmp_path / name / "con").touch()
    assert read(tmp_path) == ({"page": b""}, ())


@pytest.mark.parametrize(
    "name", [".well-known", "#page", "page#", "swp", "thumbs.dbx", "a~b", "con-sent.md", "com10", "nullable", "a.b"]
)
def test_names_that_only_look_odd_are_read(tmp_path: Path, name: str) -> None:
    _write(tmp_path, **{name: b"1"})
    assert read(tmp_path) == ({name: b"1"}, ())


@pytest.mark.parametrize("target", ["/etc/passwd", "page", "nowhere", ".", "link"])
def test_a_symbolic_link_is_never_followed(tmp_path: Path, target: str) -> None:
    _write(tmp_path, page=b"")
    (tmp_path / "link").symlink_to(target)
    said = "This is a symbolic link, and only real files and folders are read."
    assert _said(tmp_path) == [("content/link", said, _REAL)]
    assert list(read(tmp_path)[0]) == ["page"]


def test_the_folder_itself_may_not_be_a_symbolic_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "content").symlink_to("real")
    tree, problems = read(tmp_path / "content", "content/")
    assert (tree, [(found.place, found.code) for found in problems]) == ({}, [(Place("content"), "FILE-place")])
    assert read(tmp_path / "content")[1][0].place == Place("content")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert _said(tmp_path) == [
        ("content/pipe", "This is a named pipe, and only real files and folders are read.", _REAL)
    ]


def test_a_file_that_becomes_a_pipe_after_the_look_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, page=b"1")
    look = os.stat
    looks = iter((False, True))  # The second look is the last before the file is opened.

    def look_too_early(path: str | bytes, *, dir_fd: int | None = None, follow_symlinks: bool = True) -> os.stat_result:
        found = look(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)
        if path == b"page" and stat.S_ISREG(found.st_mode) and next(looks):
            (tmp_path / "page").rename(tmp_path / ".page")
            os.mkfifo(tmp_path / "page")
        return found

    def waited(_number: int, _frame: object) -> None:
        pytest.fail("the pipe was waited for")

    monkeypatch.setattr(os, "stat", look_too_early)
    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(5)
    try:
        assert read(tmp_path)[0] == {}
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("talk")
        assert _said(tmp_path) == [
            ("content/talk", "This is a socket, and only real files and folders are read.", _REAL)
        ]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a device")
@pytest.mark.parametrize("kind", [0o020000, 0o060000])
def test_a_device_is_not_even_opened(tmp_path: Path, kind: int) -> None:
    nobody = os.makedev(240, 77)  # No driver has it, so that to open it would be an OSError.
    os.mknod(tmp_path / "drive", kind | 0o666, nobody)
    assert _said(tmp_path) == [("content/drive", "This is a device, and only real files and folders are read.", _REAL)]


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Root may read everything; so be somebody else for a moment."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_what_may_not_be_read_is_a_problem_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, secret=b"", open=b"1")
    (tmp_path / "closed").mkdir()
    for path, mode in ((tmp_path, 0o755), (tmp_path / "secret", 0), (tmp_path / "closed", 0)):
        path.chmod(mode)
    monkeypatch.chdir(tmp_path)
    with _as_nobody():
        tree, problems = read(Path())
    said = ("You are not allowed to read this.", "Give yourself the right to read it, or move it out of the folder.")
    assert tree == {"open": b"1"}
    assert [(found.place.file, found.message, found.mend) for found in problems] == [
        ("closed", *said),
        ("secret", *said),
    ]


@pytest.mark.parametrize(
    ("raw", "shown", "message"),
    [
        (b"caf\xe9.md", r"caf\xe9.md", "The name is not written in UTF-8."),
        (b"\xff", r"\xff", "The name is not written in UTF-8."),
        (b"a\nb", r"a\nb", "The name holds an invisible or control character (U+000A)."),
        (b"a\x1b[31m", r"a\x1b[31m", "The name holds an invisible or control character (U+001B)."),
        ("a\u202eb".encode(), r"a\u202eb", "The name holds an invisible or control character (U+202E)."),
        ("a\u200bb".encode(), r"a\u200bb", "The name holds an invisible or control character (U+200B)."),
        ("a\u00a0b".encode(), r"a\xa0b", "The name holds an invisible or control character (U+00A0)."),
    ],
)
def test_a_name_that_cannot_be_printed_is_escaped_and_not_read(
    tmp_path: Path, raw: bytes, shown: str, message: str
) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw)).write_bytes(b"")
    assert _said(tmp_path) == [(f"content/{shown}", message, _PLAIN)]
    assert read(tmp_path)[0] == {}


@pytest.mark.parametrize(
    ("name", "message", "mend"),
    [
        ("cafe\u0301", _NOT_NFC, "Rename it with plain letters, or type the accented letter anew."),
        ("con", "Windows keeps the name `con` for itself, so the file cannot exist there.", "Choose another name."),
        ("NUL", "Windows keeps the name `NUL` for itself, so the file cannot exist there.", "Choose another name."),
        ("com1", "Windows keeps the name `com1` for itself, so the file cannot exist there.", "Choose another name."),
        ("lpt²", "Windows keeps the name `lpt²` for itself, so the file cannot exist there.", "Choose another name."),
        (
            "aux.html",
            "Windows keeps the name `aux` for itself, so the file cannot exist there.",
            "Choose another name.",
        ),
        ("a:b", "The name holds `:`, which Windows does not allow.", "Leave that character out of the name."),
        ("a\\b", "The name holds `\\`, which Windows does not allow.", "Leave that character out of the name."),
        ("our policy", "The name holds a space, which a web address cannot.", "Put a hyphen in its place."),
        ("policy ", "The name holds a space, which a web address cannot.", "Put a hyphen in its place."),
        ("policy.", "The name ends with a dot, which Windows drops.", "Take the dot away."),
        ("x" * 65, "The name has 65 characters, and 64 are allowed.", "Choose a shorter name."),
    ],
)
def test_a_name_must_mean_the_same_file_everywhere(tmp_path: Path, name: str, message: str, mend: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / name).write_bytes(b"1")
    assert _said(tmp_path) == [(f"content/folder/{name}", message, mend)]
    assert read(tmp_path)[0] == {f"folder/{name}": b"1"}
    (tmp_path / "folder" / name).unlink()
    (tmp_path / "folder" / name).mkdir()
    assert _said(tmp_path) == [(f"content/folder/{name}", message, mend)]


def test_all_faults_of_a_name_are_told_at_once(tmp_path: Path) -> None:
    _write(tmp_path, **{"NUL. ?" + "x" * 64 + ".": b""})
    assert len(_said(tmp_path)) == 5


def test_the_longest_name_and_path_are_read(tmp_path: Path) -> None:
    below = Path("x" * 64, "y" * 64, "z" * 64)
    (tmp_path / below).mkdir(parents=True)
    (tmp_path / below / ("w" * 45)).touch()
    (tmp_path / below / ("v" * 46)).mkdir()
    (tmp_path / below / ("v" * 46) / "con").touch()
    tree, problems = read(tmp_path)
    assert list(tree) == [f"{below}/{'w' * 45}"]
    assert problems == (
        Problem(
            Place(f"{below}/{'v' * 46}"),
            "FILE-place",
            "The path has 241 characters, and 240 are allowed.",
            "Choose shorter names, or use fewer folders inside one another.",
        ),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("Privacy.md", "privacy.md"), ("STRASSE", "straße"), ("É", "é"), ("cafe\u0301", "café"), ("ǰ", "ǰ".upper())],
)
def test_twins_are_both_named(tmp_path: Path, one: str, other: str) -> None:
    _write(tmp_path, **{one: b"1"})
    if (tmp_path / other).exists():
        pytest.skip("this filesystem cannot hold both names")
    _write(tmp_path, **{other: b"2"})
    found = next(found for found in read(tmp_path, "content/")[1] if found.related)
    first, second = sorted((one, other))
    assert found.place == Place(f"content/{second}")
    assert found.message == f"The names `{first}` and `{second}` are one and the same on many computers."
    assert found.mend == "Rename one of them."
    assert found.related == (Related(Place(f"content/{first}"), "the other name"),)


def test_the_same_name_in_two_folders_is_no_twin(tmp_path: Path) -> None:
    for folder in ("en", "fr"):
        (tmp_path / folder).mkdir()
        _write(tmp_path / folder, page=b"")
    assert read(tmp_path)[1] == ()


def test_a_file_that_comes_and_goes_while_reading_is_no_fault(tmp_path: Path) -> None:
    _write(tmp_path, page=b"1")
    done = threading.Event()

    def blink() -> None:
        while not done.is_set():
            (tmp_path / "4913").touch()
            (tmp_path / "4913").unlink()

    editor = threading.Thread(target=blink)
    editor.start()
    try:
        seen = {tuple(read(tmp_path)[0]) for _ in range(2000)}
    finally:
        done.set()
        editor.join()
    assert ("page",) in seen
    assert seen <= {("page",), ("4913", "page")}


def test_problems_are_in_source_order(tmp_path: Path) -> None:
    for name in ("b b", "a:a", "c."):
        _write(tmp_path, **{name: b""})
    assert [found[0] for found in _said(tmp_path)] == ["content/a:a", "content/b b", "content/c."]

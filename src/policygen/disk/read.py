"""A folder as a tree: every file read once, and a problem for everything that is not a plain file with a plain name.

A hard link cannot be told from a file, so it is read like one.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from policygen.disk import handles, names
from policygen.problems import Place, Problem, Related, in_source_order
from policygen.tree import Tree

_CODE = "FILE-place"
_PROGRAM = 0o7111
"""The bits of a file's mode that make it one; which others may read or write it depends on the computer."""
_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def read(folder: Path, prefix: str = "", *, sealed: bool = False) -> tuple[Tree, tuple[Problem, ...]]:
    """Every file below the folder under `prefix` and its path; FileNotFoundError where there is no such folder.

    Where what lies inside its folders is `sealed`, nothing in them is overlooked, and no file may be a program.
    """
    if folder.is_symlink():
        return {}, (_not_a_file(Place(prefix.rstrip("/") or folder.name), stat.S_IFLNK),)
    with handles.folder(folder) as opened:
        found = tuple(_below(opened, prefix, sealed=sealed, outermost=True))
    files = sorted(item for item in found if isinstance(item, tuple))
    return dict(files), in_source_order(tuple(item for item in found if isinstance(item, Problem)))


def _below(folder: int, prefix: str, *, sealed: bool, outermost: bool = False) -> Iterator[Problem | tuple[str, bytes]]:
    first: dict[str, str] = {}
    for raw in map(os.fsencode, handles.listing(folder)):
        name = names.shown(raw)
        path = prefix + name
        place = Place(path)
        if names.is_ignored(name) and (outermost or not sealed):
            continue
        if fault := names.unreadable(raw):
            yield Problem(place, _CODE, *fault)
            continue
        yield from (Problem(place, _CODE, *fault) for fault in names.faults(name))
        twin = first.setdefault(names.folded(name), name)
        if twin != name:
            yield _twins(place, name, Place(prefix + twin), twin)
        if len(path) > names.LONGEST_PATH:
            yield _too_deep(place)
            continue
        yield from _entry(folder, raw, path, sealed=sealed)


def _entry(folder: int, raw: bytes, path: str, *, sealed: bool) -> Iterator[Problem | tuple[str, bytes]]:
    try:
        mode = os.stat(raw, dir_fd=folder, follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            with handles.folder(os.fsdecode(raw), folder) as inner:
                yield from _below(inner, f"{path}/", sealed=sealed)
        elif sealed and stat.S_ISREG(mode) and stat.S_IMODE(mode) & _PROGRAM:
            yield _program(Place(path))
        elif (data := handles.contents(raw, folder)) is not None:
            yield path, data
        else:
            yield _not_a_file(Place(path), stat.S_IFMT(mode))
    except FileNotFoundError:
        return  # An editor put a file here for a moment, and has taken it away again.
    except PermissionError:
        yield Problem(
            Place(path),
            _CODE,
            "You are not allowed to read this.",
            "Give yourself the right to read it, or move it out of the folder.",
        )


def _program(place: Place) -> Problem:
    return Problem(
        place,
        _CODE,
        "The mode of this sealed file was changed: it can be run as a program.",
        "Take that right away again (`chmod 644`).",
    )


def _not_a_file(place: Place, kind: int) -> Problem:
    return Problem(
        place,
        _CODE,
        f"This is {_KINDS.get(kind, 'a special file')}, and only real files and folders are read.",
        "Put the file itself here, or move this out of the folder.",
    )


def _twins(place: Place, name: str, other_place: Place, other: str) -> Problem:
    return Problem(
        place,
        _CODE,
        f"The names `{other}` and `{name}` are one and the same on many computers.",
        "Rename one of them.",
        related=(Related(other_place, "the other name"),),
    )


def _too_deep(place: Place) -> Problem:
    return Problem(
        place,
        _CODE,
        f"The path has {len(place.file)} characters, and {names.LONGEST_PATH} are allowed.",
        "Choose shorter names, or use fewer folders inside one another.",
    )

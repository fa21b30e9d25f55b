"""The names that a content file may bear, so that it is the same file on every computer and in every address."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_NAME = 64
LONGEST_PATH = 240

_LEFTOVER = re.compile(r"\.(?!well-known$).*|.*~|~\$.*|.*\.swp|#.*#|thumbs\.db", re.DOTALL | re.IGNORECASE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³]|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')


def is_ignored(name: str) -> bool:
    """Hidden files and what editors leave behind are never content; `.well-known` only looks so, and is the web's."""
    return _LEFTOVER.fullmatch(name) is not None


def shown(name: bytes) -> str:
    """The name as it can safely be printed: what is no text, or cannot be seen, is written as an escape."""
    text = name.decode("utf-8", "backslashreplace")
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def folded(name: str) -> str:
    """Equal for two names that a computer may take for one and the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def unreadable(name: bytes) -> tuple[str, str] | None:
    """Message and mend for a name that cannot be written in a report or a web address at all."""
    mend = "Rename it with plain letters, digits and hyphens."
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        return "The name is not written in UTF-8.", mend
    hidden = next((sign for sign in text if not sign.isprintable()), None)
    if hidden is not None:
        return f"The name holds an invisible or control character (U+{ord(hidden):04X}).", mend
    return None


def faults(name: str) -> Iterator[tuple[str, str]]:
    """Message and mend of everything that makes a readable name a bad one."""
    if not unicodedata.is_normalized("NFC", name):
        yield (
            "The name holds a letter put together from parts (not Unicode NFC), so another computer may not find it.",
            "Rename it with plain letters, or type the accented letter anew.",
        )
    if _RESERVED.fullmatch(name):
        stem = name.split(".", 1)[0]
        yield f"Windows keeps the name `{stem}` for itself, so the file cannot exist there.", "Choose another name."
    if forbidden := _FORBIDDEN.search(name):
        yield f"The name holds `{forbidden[0]}`, which Windows does not allow.", "Leave that character out of the name."
    if " " in name:
        yield "The name holds a space, which a web address cannot.", "Put a hyphen in its place."
    if name.endswith("."):
        yield "The name ends with a dot, which Windows drops.", "Take the dot away."
    if len(name) > LONGEST_NAME:
        yield f"The name has {len(name)} characters, and {LONGEST_NAME} are allowed.", "Choose a shorter name."

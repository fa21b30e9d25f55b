"""Whether an address or number can reach anybody, as far as its writing tells."""

import re
from collections.abc import Iterator
from typing import Literal

from policygen.model.site import Contact
from policygen.rules import vocabulary

Kind = Literal["email", "phone", "form", "post", "in-person"]

ELECTRONIC: frozenset[Kind] = frozenset({"email", "form"})

_EMAIL = re.compile(r"[^\s@\[\]<>(),;:\"]+@((?:[^\W_][\w-]*\.)+[^\W\d_]{2,})\Z")
_PHONE = re.compile(r"\+?[\d\s()./-]*\d[\d\s()./-]*(?:\s?(?:ext\.?|x)\s?\d+)?\Z", re.IGNORECASE)
_FORM = re.compile(r"(?:https://([^/?#\s]+)|/(?!/)|#)\S*\Z")
_FEWEST_DIGITS = 3
_FEWEST_UNLIKE = 2
_COUNTED_UP = "123456789"
_WRITTEN = re.compile(
    r"\[email\s*protected\]|[\w.+-]+@(?:[\w-]+\.)+\w+|(?P<hidden>"
    r"[\w.+-]+\s*[\[({<]\s*(?:at|@)\s*[\])}>]\s*[\w-]+(?:(?:\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*|\sdot\s|\.)\w+)*|"
    r"[\w.+-]+\sAT\s[\w-]+(?:\s(?:DOT|dot)\s\w+)+)"
)
"""An e-mail address as a text gives it, also one that is hidden from robots and so from people."""


def fault(kind: Kind, value: str) -> str | None:
    """What is wrong with it, to follow “is”; None when it looks right."""
    if any(vocabulary.found(value, "placeholder")):
        return "a placeholder"
    match kind:
        case "email":
            return _fault_of_host(_EMAIL.match(value), "no e-mail address")
        case "form":
            return _fault_of_host(_FORM.match(value), "no address of a form")
        case "phone":
            return _fault_of_number(value)
        case _:
            return None


def in_text(words: str) -> Iterator[tuple[int, str, str]]:
    """Each e-mail address in a text that nobody can use: where, how it is written, and what it is."""
    for found in _WRITTEN.finditer(words):
        if wrong := "hidden from robots" if found["hidden"] else fault("email", found[0]):
            yield found.start(), found[0], wrong


def _fault_of_number(value: str) -> str | None:
    digits = [letter for letter in value if letter.isdigit()]
    if not _PHONE.match(value) or len(digits) < _FEWEST_DIGITS:
        return "no telephone number"
    made_up = len(set(digits)) < _FEWEST_UNLIKE or _COUNTED_UP in "".join(digits)
    return "a placeholder" if made_up and len(digits) > len("999") else None


def _fault_of_host(address: re.Match[str] | None, otherwise: str) -> str | None:
    if address is None:
        return otherwise
    labels = (address[1] or "").casefold().split(".")
    ends = {".".join(labels[start:]) for start in range(len(labels))}
    return "a placeholder" if ends & vocabulary.listed("nobodys-host") else None


def ways(contact: Contact | None) -> tuple[tuple[Kind, str], ...]:
    """What is given of post, e-mail, telephone and form, sound or not."""
    kinds: tuple[Kind, ...] = ("post", "email", "phone", "form")
    return tuple((kind, value) for kind in kinds if contact and (value := getattr(contact, kind)))


def works(contact: Contact | None) -> bool:
    """Whether at least one way is sound."""
    return any(fault(kind, value) is None for kind, value in ways(contact))

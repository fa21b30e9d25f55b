"""Orejime 3: one JSON configuration a language, with a purpose for each category."""

import re
from collections.abc import Iterator

from policygen.globs import Glob
from policygen.outputs.exports import erasure, memory, patterns, texts
from policygen.outputs.exports.client import Exporter, Written
from policygen.outputs.exports.erasure import Claim, Hands, Settled
from policygen.outputs.exports.memory import Habits, Memory
from policygen.outputs.exports.stock import Category, Json, Stock
from policygen.outputs.exports.texts import html, within

_ID, _NAME = "orejime", "Orejime"
# It writes all other signs with a per cent sign, and so deletes a cookie that is not there.
_WRITTEN = re.compile(r"[A-Za-z0-9_.!~*'#$&+^`|-]+")
_HANDS = Hands(
    _ID, _NAME, recognises=lambda _: True, spares=lambda *_: True, host_only=False, paths=True, writes=_WRITTEN
)
_HABITS = Habits(_ID, _NAME, "orejime")


def _write(stock: Stock) -> Written:
    kept = memory.of(stock, _HABITS)
    settled = erasure.settle(stock, erasure.groups(stock), _HANDS, kept.name)
    files = {_file(each, stock): texts.as_json(_config(stock, kept, settled, each)) for each in stock.languages}
    return Written(files, (*settled.losses, *kept.losses))


def _file(language: str, stock: Stock) -> str:
    return "orejime.json" if language == stock.language else f"orejime.{language}.json"


def _config(stock: Stock, kept: Memory, settled: Settled, language: str) -> Json:
    return {
        "privacyPolicyUrl": stock.policy_url,
        "cookie": {"name": kept.name, **({"duration": kept.days} if kept.days is not None else {})},
        "purposes": [_purpose(each, settled.claims[each.id], language, stock) for each in stock.categories],
    }


def _purpose(category: Category, claims: tuple[Claim, ...], language: str, stock: Stock) -> Json:
    described = {"description": html(within(category.description, language, stock))} if category.description else {}
    cookies = [each for claim in claims for each in _cookies(claim)]
    return {
        "id": category.id,
        "title": within(category.label, language, stock),
        **described,
        "isMandatory": category.choice == "always",
        "isExempt": category.choice == "on",
        "default": category.choice != "off",
        "cookies": [each for number, each in enumerate(cookies) if each not in cookies[:number]],
    }


def _cookies(claim: Claim) -> Iterator[str | list[str]]:
    """Without a domain Orejime tries the host of the page and those above it; every other one must be named."""
    item = claim.item
    name, path = _pattern(item.pattern, claim.but), item.path or "/"
    yield name if path == "/" else [name, path]
    yield from ([name, path, host] for host in item.hosts)


def _pattern(pattern: Glob, but: tuple[Glob, ...]) -> str:
    return pattern.value if pattern.literal else f"/{patterns.regex(pattern, but)}/"


EXPORTER = Exporter(
    _ID,
    _NAME,
    "3.2",
    (
        "Asks by category, and asks again when the consent version grows; its own words come with it.",
        "Deletes cookies when people refuse; it shows no table of them.",
    ),
    _write,
)

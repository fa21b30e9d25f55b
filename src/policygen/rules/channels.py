"""The ways in which people are dealt with, as texts and marketing name them."""

from collections.abc import Iterable
from typing import get_args

from policygen.model.purposes import MarketingChannel
from policygen.model.site import Channel
from policygen.rules import vocabulary

_WORDLESS: frozenset[Channel] = frozenset({"website"})
"""No word shows it: everything that happens on a website is in a policy's scope."""

_OF_MARKETING: dict[MarketingChannel, Channel] = {
    "email": "email",
    "text-message": "text-message",
    "phone": "phone",
    "post": "post",
    "social-media": "social-media",
    "push": "app",
    "in-app": "app",
}
_ELECTRONIC: frozenset[str] = frozenset({"email", "text-message", "social-media"})


def in_texts(texts: Iterable[str]) -> tuple[Channel, ...]:
    """The channels that the texts name."""
    said = " ; ".join(texts)
    known: tuple[Channel, ...] = get_args(Channel)
    return tuple(each for each in known if each not in _WORDLESS and any(vocabulary.found(said, f"channel-{each}")))


def called(channel: Channel) -> str:
    return {"email": "e-mail", "app": "apps", "text-message": "text messages"}.get(channel, channel.replace("-", " "))


def of_marketing(channel: MarketingChannel) -> Channel | None:
    """The channel of the policy's scope that a channel of marketing belongs to; None when it names none."""
    return _OF_MARKETING.get(channel)


def electronic(channels: Iterable[str]) -> tuple[str, ...]:
    """Those that are electronic mail under PECR reg. 22: e-mails, texts and direct messages (ICO)."""
    return tuple(channel for channel in channels if channel in _ELECTRONIC)

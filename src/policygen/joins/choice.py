"""What people can choose about a category of stored items."""

from typing import Literal

from policygen.model.cookies import CookieCategory

Choice = Literal["always", "unless-objected", "after-consent"]

_OBJECTIONABLE = frozenset({"statistical", "appearance"})
"""UK PECR Schedule A1 paras 5 and 6: no consent is needed, but people must be able to object."""


def of(category: CookieCategory) -> Choice | None:
    """None when nobody has said whether people are asked."""
    match category.consent:
        case "required":
            return "after-consent"
        case "exempt":
            return "unless-objected" if category.exemption in _OBJECTIONABLE else "always"
        case _:
            return None
